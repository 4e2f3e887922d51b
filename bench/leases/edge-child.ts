// An edge worker of the leases bench as its own process, which can be killed and frozen: all of it but the model. Takes its settings
// as one JSON argument; prints a line for every picture that it looked at.
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import type { Detector } from '../../detectors/detector.ts';
import { startEdge } from '../../edge/worker.ts';
import { watchDefects } from '../../host/defects.ts';
import { leasesSite } from './leases-site.ts';
import { watchedPipeline } from './watched-pipeline.ts';

const settings = z
  .strictObject({
    edgeId: z.string(),
    sources: z.array(z.string()),
    redisUrl: z.string(),
    dataDir: z.string(),
    world: z.strictObject({ startAt: z.number(), thereMs: z.number(), awayMs: z.number() }),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));
const { edgeId, sources, redisUrl, dataDir, world } = settings;

const detector: Detector = {
  model: { name: 'none', sha256: '0'.repeat(64) },
  input: { width: 64, height: 64 },
  detect: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
// A frozen process is read later, so its lines contain their times.
const log = pino(
  { serializers: { error: pino.stdSerializers.err } },
  pino.destination({ dest: join(dataDir, 'edge.log'), append: true, mkdir: true }),
);
watchDefects({ log, onDefect: () => tell({ defect: true }) });
const edge = await startEdge({
  site: leasesSite(sources),
  edgeId,
  dataDir,
  redisUrl,
  share: { capacity: null, place: null },
  detector,
  log,
  keepVideo: { ms: 60_000, bytes: 20_000_000 },
  keepObservations: { ms: 3_600_000, bytes: 2_000_000 },
  createPipeline: watchedPipeline(world, (camera, at) => tell({ camera, at })),
});
tell({ ready: true, metricsPort: edge.metricsPort });
process.once('SIGTERM', () => void edge.stop().then(() => process.exit(0)));
// The parent process has ended: end too.
process.stdin.once('end', () => process.exit(1)).resume();
