// One step of the bench: a number of cameras on one worker for a while. Takes films and the number; returns the worker's counts
// and resource use, and whether looks were late.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startBenchWorker, type BenchWorker } from './child-process.ts';
import type { Film } from './films.ts';
import { readTree, type TreeReading } from './process-tree.ts';
import { playSources } from './sources.ts';
import { quantile, runsBetween, type WorkerCounts } from './worker-counts.ts';

export interface StepOptions {
  films: readonly Film[];
  cameras: number;
  forMs: number;
  model: string;
  models: string | null;
  /** Arguments for Node to run the worker from sources. */
  nodeArguments?: readonly string[];
}

export interface Step {
  readonly cameras: number;
  readonly live: number;
  readonly before: TreeReading;
  readonly after: TreeReading;
  /** For the time between the readings. */
  readonly counts: WorkerCounts;
  readonly isLate: boolean;
}

const liveLimitMs = 60_000;
/** Counted after the last camera is live: in its first minute a camera is analysed every period, which is not its normal cost. */
const settleMs = 75_000;
/** A look is late when the camera's next one is already due. */
const lateMs = 2000;
const droppedShare = 0.02;

export async function measureStep(options: StepOptions): Promise<Step> {
  const sources = await playSources(options.films, options.cameras);
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-cameras-'));
  const { model, models, nodeArguments } = options;
  const settings = { sources: sources.cameras, dataDir: folder, model, models };
  const worker = startBenchWorker(settings, nodeArguments);
  try {
    await untilLive(worker, options.cameras);
    await delay(settleMs);
    return await measure(worker, options);
  } finally {
    await worker.stop();
    await sources.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function untilLive(worker: BenchWorker, cameras: number): Promise<void> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < liveLimitMs) {
    if ((await worker.counts('look')).live >= cameras) return;
    await delay(500);
  }
}

async function measure(worker: BenchWorker, { cameras, forMs }: StepOptions): Promise<Step> {
  const first = await worker.counts('reset');
  const before = await readTree(worker.pid);
  await delay(forMs);
  const after = await readTree(worker.pid);
  const last = await worker.counts('look');
  const counts: WorkerCounts = {
    ...last,
    looks: last.looks - first.looks,
    dropped: last.dropped - first.dropped,
    runs: runsBetween(first.runs, last.runs),
  };
  return { cameras, live: last.live, before, after, counts, isLate: isLate(counts, cameras) };
}

export function isLate(counts: WorkerCounts, cameras: number): boolean {
  const slow = quantile(counts.lookDelaysMs, 0.99);
  const isSlow = slow === null || slow > lateMs;
  return isSlow || counts.live < cameras || counts.dropped > droppedShare * counts.looks;
}
