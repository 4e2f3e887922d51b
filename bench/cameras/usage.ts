// The cost of a camera, from two readings of a worker and its counts in between. Takes readings, counts and the cost of a bare
// model run; returns cores and memory per camera, by part. Pure.
import type { RunsBySize, WorkerCounts } from './worker-counts.ts';
import type { Role, TreeReading } from './process-tree.ts';

export const parts = ['receive', 'decode', 'scene change', 'inference', 'rest'] as const;
export type Part = (typeof parts)[number];

export interface Usage {
  readonly seconds: number;
  readonly cameras: number;
  /** Cores per camera, by part. */
  readonly cores: Readonly<Record<Part, number>>;
  readonly coresInAll: number;
  readonly camerasACore: number;
  /** PSS in MB per camera, by kind of process. */
  readonly memoryMb: Readonly<Record<Role, number>>;
  readonly memoryInAllMb: number;
  readonly rssInAllMb: number;
}

export interface UsageInput {
  before: TreeReading;
  after: TreeReading;
  counts: WorkerCounts;
  cameras: number;
  /** CPU time of one bare run by input size, ms. */
  runMs: ReadonlyMap<string, number>;
}

/**
 * A model run cannot be separated from the scene change on its thread, so it counts as much as a bare run of its size in the
 * same bench. The rest of the analysis threads is scene change, including resizing.
 */
export function usageBetween({ before, after, counts, cameras, runMs }: UsageInput): Usage {
  const seconds = (after.atMs - before.atMs) / 1000;
  const worker = spentBy('worker', before, after);
  const analysis = counts.analysisThreads.reduce(
    (sum, tid) => sum + spentBy(tid, before, after),
    0,
  );
  const inference = Math.min(inferenceMs(counts.runs, runMs), analysis || worker);
  const ended = Math.max(0, after.endedMs - before.endedMs);
  const ms: Record<Part, number> = {
    receive: spentBy('receive', before, after),
    decode: spentBy('decode', before, after),
    inference,
    'scene change': Math.max(0, analysis - inference),
    rest:
      worker -
      Math.max(analysis, inference) +
      ended +
      spentBy('record', before, after) +
      spentBy('other', before, after),
  };
  const cores = mapValues(ms, (one) => one / 1000 / seconds / cameras);
  const coresInAll = sumOf(cores);
  const memoryMb = memoryOf(after, cameras);
  return {
    seconds,
    cameras,
    cores,
    coresInAll,
    camerasACore: coresInAll > 0 ? 1 / coresInAll : 0,
    memoryMb,
    memoryInAllMb: sumOf(memoryMb),
    rssInAllMb: after.processes.reduce((sum, { rssMb }) => sum + rssMb, 0) / cameras,
  };
}

export function inferenceMs(runs: RunsBySize, runMs: ReadonlyMap<string, number>): number {
  return Object.entries(runs).reduce((sum, [size, n]) => sum + n * (runMs.get(size) ?? 0), 0);
}

/** Only processes that existed at both times count; a process that started in between counts fully. */
function spentBy(who: Role | number, before: TreeReading, after: TreeReading): number {
  if (typeof who === 'number')
    return Math.max(0, (after.threads.get(who) ?? 0) - (before.threads.get(who) ?? 0));
  const former = new Map(before.processes.map(({ pid, cpuMs }) => [pid, cpuMs]));
  return after.processes
    .filter(({ role }) => role === who)
    .reduce((sum, { pid, cpuMs }) => sum + cpuMs - (former.get(pid) ?? 0), 0);
}

function memoryOf({ processes }: TreeReading, cameras: number): Record<Role, number> {
  const sums: Record<Role, number> = { worker: 0, receive: 0, decode: 0, record: 0, other: 0 };
  for (const { role, pssMb } of processes) sums[role] += pssMb / cameras;
  return sums;
}

function mapValues<K extends string>(of: Record<K, number>, to: (one: number) => number) {
  const entries = Object.entries<number>(of).map(([key, one]) => [key, to(one)]);
  return Object.fromEntries(entries) as Record<K, number>;
}

function sumOf(of: Readonly<Record<string, number>>): number {
  return Object.values(of).reduce((sum, one) => sum + one, 0);
}
