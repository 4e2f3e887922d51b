// The edge worker of the camera bench as its own process, with its model. Takes settings as one JSON argument; answers each line
// on stdin with its counts, and runs until stdin ends.
import { createInterface } from 'node:readline';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { z } from 'zod';
import { modelsFolder } from '../../cli/models-folder.ts';
import { createAnalysisPool } from '../../edge/analysis/analysis-pool.ts';
import { systemClock } from '../../host/clock.ts';
import { createCameraPipeline } from '../../edge/pipeline/pipeline.ts';
import { startEdge } from '../../edge/worker.ts';
import { watchDefects } from '../../host/defects.ts';
import { resolveModel } from '../../models/index.ts';
import { camerasSite } from './camera-site.ts';
import type { RunsBySize, WorkerCounts } from './worker-counts.ts';

const settings = z
  .strictObject({
    sources: z.array(z.strictObject({ url: z.string(), film: z.string() })),
    dataDir: z.string(),
    model: z.string(),
    models: z.string().nullable(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const lookDelaysMs: number[] = [];
const alertDelaysMs: number[] = [];
const lastFrameAt = new Map<string, number>();
const loop = monitorEventLoopDelay({ resolution: 5 });

const createPipeline: typeof createCameraPipeline = (options) => {
  const pipeline = createCameraPipeline(options);
  return {
    ...pipeline,
    process: async (frame) => {
      lastFrameAt.set(frame.cameraId, frame.capturedAt);
      const outcome = await pipeline.process(frame);
      lookDelaysMs.push(Date.now() - frame.capturedAt);
      return outcome;
    },
  };
};

/** The log shows when an alert is in the outbox. */
const watchAlerts = new Writable({
  write(line: Buffer, _encoding, done) {
    const { cameraId, event, kept } = JSON.parse(line.toString()) as Record<string, unknown>;
    const at = lastFrameAt.get(String(cameraId));
    if (event === 'opened' && kept !== undefined && at !== undefined)
      alertDelaysMs.push(Date.now() - at);
    done();
  },
});

const dir = settings.models ?? modelsFolder();
const log = pino(watchAlerts);
watchDefects({ log, onDefect: () => undefined });
const pool = createAnalysisPool({ clock: systemClock, log });
const detector = await pool.open(await resolveModel({ name: settings.model, dir }));
const edge = await startEdge({
  site: camerasSite(settings.sources, settings.model),
  edgeId: 'cameras',
  dataDir: settings.dataDir,
  // Nothing listens there: alerts wait in the outbox, as when Redis is down.
  redisUrl: 'redis://127.0.0.1:1',
  detector,
  log,
  createPipeline,
  keepVideo: { ms: 120_000, bytes: 100_000_000 },
});
loop.enable();

const counts = async (): Promise<WorkerCounts> => {
  const cameras = edge.cameras();
  const threads = await pool.usage();
  return {
    live: cameras.filter(({ state }) => state === 'live').length,
    looks: cameras.reduce((sum, { framesAnalysed }) => sum + framesAnalysed, 0),
    dropped: cameras.reduce((sum, { framesDropped }) => sum + framesDropped, 0),
    runs: sumOf(threads.map(({ runs }) => runs)),
    lookDelaysMs: lookDelaysMs.splice(0),
    alertDelaysMs: alertDelaysMs.splice(0),
    loopDelayP99Ms: loop.percentile(99) / 1e6,
    analysisThreads: threads.flatMap(({ threadId }) => (threadId === null ? [] : [threadId])),
  };
};

function sumOf(all: readonly RunsBySize[]): RunsBySize {
  const sum: RunsBySize = {};
  for (const runs of all)
    for (const [size, n] of Object.entries(runs)) sum[size] = (sum[size] ?? 0) + n;
  return sum;
}

async function stop(): Promise<void> {
  await edge.stop();
  await pool.close();
  process.exit(0);
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    void counts().then((counted) => {
      process.stdout.write(`${JSON.stringify(counted)}\n`);
      if (line === 'reset') loop.reset();
    });
  })
  .once('close', () => void stop());
