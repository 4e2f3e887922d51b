// An edge worker of a chaos run as its own process, which can be killed and frozen: all of it but the model, which sees the red
// boxes of the films. Takes its settings as one JSON argument; prints a line for every look and every event. Lines on stdin set
// its clock.
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { z } from 'zod';
import { startEdge } from '../../edge/worker.ts';
import { watchDefects } from '../../host/defects.ts';
import { messageOf } from '../../host/error-message.ts';
import { chaosSite } from './chaos-site.ts';
import { markerDetector } from './marker-detector.ts';
import { withModel } from './with-model.ts';
import { createSteppedClock } from '../dispatch/stepped-clock.ts';
import { toldPipeline } from './told-pipeline.ts';

const settings = z
  .strictObject({
    edgeId: z.string(),
    sources: z.array(z.string()),
    hooks: z.tuple([z.string(), z.string()]),
    redisUrl: z.string(),
    dispatchUrl: z.string(),
    edgeToken: z.string(),
    dataDir: z.string(),
    logFile: z.string(),
    clockOffMs: z.number(),
    modelsDir: z.string().nullable(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));
const { edgeId, sources, hooks, redisUrl, dispatchUrl, edgeToken, dataDir, logFile } = settings;

const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const log = pino(
  { serializers: { error: pino.stdSerializers.err } },
  pino.destination({ dest: logFile, append: true, mkdir: true, sync: true }),
);
watchDefects({ log, onDefect: () => tell({ defect: true }) });
const clock = createSteppedClock(settings.clockOffMs);
const detector =
  settings.modelsDir === null
    ? markerDetector
    : await withModel(markerDetector, settings.modelsDir);
const edge = await startEdge({
  site: chaosSite({ sources, hooks }),
  edgeId,
  dataDir,
  redisUrl,
  dispatchUrl,
  edgeToken,
  share: { capacity: null, place: null },
  detector,
  log,
  clock,
  keepVideo: { ms: 30_000, bytes: 4_000_000 },
  keepObservations: { ms: 3_600_000, bytes: 1_000_000 },
  createPipeline: toldPipeline(
    {
      looked: (look) => tell({ look }),
      raised: (raised) => tell({ raised }),
      judged: (judged) => tell({ judged }),
    },
    clock,
  ),
}).catch((error: unknown) => {
  process.stderr.write(`${edgeId} cannot start: ${messageOf(error)}\n`);
  process.exit(1);
});
tell({ metricsPort: edge.metricsPort });
process.once('SIGTERM', () => void edge.stop().then(() => process.exit(0)));
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  clock.setOff(z.strictObject({ offMs: z.number() }).parse(JSON.parse(line)).offMs);
});
// The parent process has ended: end too.
lines.once('close', () => process.exit(1));
