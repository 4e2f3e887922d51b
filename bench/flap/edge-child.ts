// The edge worker as a process of its own, for the flap bench: all of it but the model. Takes the cameras' addresses and a
// data folder as one JSON argument; runs until it is told to stop.
import { pino } from 'pino';
import { z } from 'zod';
import { flapSite } from './flap-site.ts';
import type { Detector } from '../../detectors/detector.ts';
import { startEdge } from '../../edge/worker.ts';
import { watchDefects } from '../../host/defects.ts';

const settings = z
  .strictObject({ sources: z.array(z.string()), dataDir: z.string() })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

/** A detector that finds nothing: the bench measures everything else. */
const detector: Detector = {
  model: { name: 'none', sha256: '0'.repeat(64) },
  input: { width: 64, height: 64 },
  detect: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

const log = pino();
watchDefects({ log, onDefect: () => undefined });
const edge = await startEdge({
  site: flapSite(settings.sources),
  edgeId: 'flap',
  dataDir: settings.dataDir,
  // An address where nobody listens: alerts wait in the outbox, and the worker reconnects all the time.
  redisUrl: 'redis://127.0.0.1:1',
  detector,
  log,
  keepVideo: { ms: 60_000, bytes: 20_000_000 },
  keepObservations: { ms: 3_600_000, bytes: 2_000_000 },
});
process.stdout.write(`${JSON.stringify({ flap: 'ready', metricsPort: edge.metricsPort })}\n`);
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => {
    void edge.stop().then(() => process.exit(0));
  });
// The parent process has ended: end too.
process.stdin.once('end', () => process.exit(1)).resume();
