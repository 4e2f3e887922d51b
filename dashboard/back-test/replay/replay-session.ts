// The logic of the replay worker: stores the log's parts, replays the newest job and drops older ones, and caches the armed run
// and the curves as long as their inputs are unchanged.
import {
  compareRuns,
  createBackTest,
  createSweep,
  nightsOf,
  withSetting,
  type BackTest,
  type BackTestResult,
} from '../../../geofences/index.ts';
import { type LogBatch } from '../../../observation-log/index.ts';
import type { Fence, Observation } from '../../../contracts/index.ts';
import { createRecentResults, type RecentResults } from './recent-results.ts';
import { runAdviseJob } from './advise-job.ts';
import { runWhyJob } from './why-job.ts';
import type {
  AdviseJob,
  Curve,
  FromWorker,
  Job,
  Run,
  SweepWish,
  ToWorker,
  WhyJob,
} from './message.ts';
import type { PartStore } from './part-store.ts';
import type { TimeSpan } from '../../api/camera-calls.ts';

export interface ReplayTools {
  store: PartStore;
  post: (message: FromWorker) => void;
  /** Yields to other messages. */
  breathe: () => Promise<void>;
  /** Monotonic time, ms. */
  now: () => number;
}

export interface ReplaySession {
  receive: (message: ToWorker) => Promise<void>;
}

/** Observations between two checks of the clock, and the longest time without yielding. */
const sliceLength = 250;
const breathMs = 16;

export function createReplaySession(tools: ReplayTools): ReplaySession {
  const { store, post } = tools;
  const memory: Memory = {
    armedRuns: createRecentResults<BackTestResult>(2),
    curves: createRecentResults<Curve>(12),
  };
  let newest = -1;
  const receive = async (message: ToWorker): Promise<void> => {
    if (message.type === 'load') {
      const { key, span, bytes } = message;
      post({ type: 'loaded', key, part: await store.load(key, span, bytes) });
      return;
    }
    if (message.type === 'advise') {
      post({ type: 'advice', id: message.id, ...(await adviceOn(message.job, tools)) });
      return;
    }
    if (message.type === 'why') {
      post({ type: 'why', id: message.id, ...(await countsOf(message.job, tools)) });
      return;
    }
    const { id, job } = message;
    newest = id;
    try {
      await runJob({ id, job, memory, tools, isNewest: () => newest === id });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      post({ type: 'failed', id, message: text });
    }
  };
  return { receive };
}

async function adviceOn(job: AdviseJob, tools: ReplayTools) {
  try {
    return { advice: await runAdviseJob(job, tools), message: '' };
  } catch (error) {
    return { advice: null, message: error instanceof Error ? error.message : String(error) };
  }
}

async function countsOf(job: WhyJob, tools: ReplayTools) {
  try {
    return { why: await runWhyJob(job, tools), message: '' };
  } catch (error) {
    return { why: null, message: error instanceof Error ? error.message : String(error) };
  }
}

interface Memory {
  armedRuns: RecentResults<BackTestResult>;
  curves: RecentResults<Curve>;
}

interface RunOptions {
  id: number;
  job: Job;
  memory: Memory;
  tools: ReplayTools;
  isNewest: () => boolean;
}

async function runJob({ id, job, memory, tools, isNewest }: RunOptions): Promise<void> {
  const { post, now } = tools;
  const passOf = (stage: 'replay' | 'sweep') =>
    createPass({ tools, job, isNewest }, (share) => {
      post({ type: 'progress', id, stage, share });
    });
  const startedAt = now();
  const runs = await replay(job, memory.armedRuns, passOf('replay'));
  if (!runs) return;
  const outcome = { ...describeRuns(runs), tookMs: now() - startedAt };
  post({ type: 'outcome', id, outcome });
  const curves = await sweep(job, memory.curves, passOf('sweep'));
  if (curves) post({ type: 'curves', id, curves });
}

type Feed = (observations: readonly Observation[], watched: LogBatch['watched']) => unknown;
/** Feeds the job's observations to all runs; false when a newer job has arrived. */
type Pass = (feeds: readonly Feed[]) => Promise<boolean>;

function createPass(
  { tools, job, isNewest }: Pick<RunOptions, 'tools' | 'job' | 'isNewest'>,
  onShare: (share: number) => void,
): Pass {
  const { store, breathe, now } = tools;
  return async (feeds) => {
    if (feeds.length === 0) return isNewest();
    const total = Math.max(1, store.count(job.parts));
    let done = 0;
    let breathedAt = now();
    for await (const { observations, watched } of store.read(job.parts)) {
      for (const slice of slicesOf(observations)) {
        const counted = within(slice, job.span);
        for (const feed of feeds) feed(counted, watched);
        done += slice.length;
        if (now() - breathedAt < breathMs) continue;
        onShare(done / total);
        await breathe();
        if (!isNewest()) return false;
        breathedAt = now();
      }
    }
    return isNewest();
  };
}

function within(observations: readonly Observation[], { from, to }: TimeSpan) {
  return observations.filter(({ capturedAt }) => capturedAt >= from && capturedAt < to);
}

function slicesOf(batch: readonly Observation[]): (readonly Observation[])[] {
  const count = Math.ceil(batch.length / sliceLength);
  return Array.from({ length: count }, (_, index) =>
    batch.slice(index * sliceLength, (index + 1) * sliceLength),
  );
}

interface Runs {
  armed: BackTestResult;
  draft: BackTestResult | null;
}

/** Both runs in one pass over the log; the armed one only if it is not cached. Null when a newer job has arrived. */
async function replay(
  job: Job,
  armedRuns: RecentResults<BackTestResult>,
  pass: Pass,
): Promise<Runs | null> {
  const key = keyOf(job, job.armed);
  const known = armedRuns.get(key);
  const armed = known ? null : createBackTest({ ...where(job), fences: job.armed });
  const draft = job.draft && createBackTest({ ...where(job), fences: [job.draft] });
  const tests = [armed, draft].filter((test) => test !== null);
  if (!(await pass(tests.map(feedOf)))) return null;
  const runs = { armed: known ?? armed?.end(), draft: draft?.end() ?? null };
  if (!runs.armed) return null;
  armedRuns.set(key, runs.armed);
  return { armed: runs.armed, draft: runs.draft };
}

function describeRuns({ armed, draft }: Runs) {
  return {
    armed: describeRun(armed),
    draft: draft && describeRun(draft),
    comparison: draft && compareRuns(armed, draft),
    observations: (draft ?? armed).observations,
    unwatched: (draft ?? armed).unwatched,
  };
}

function describeRun(result: BackTestResult): Run {
  return { incidents: result.incidents, perNight: result.incidents.length / nightsOf(result) };
}

async function sweep(job: Job, curves: RecentResults<Curve>, pass: Pass): Promise<Curve[] | null> {
  const fence = job.draft ?? (job.armed.length === 1 ? job.armed[0] : undefined);
  if (!fence) return [];
  const wishes = job.sweeps.map((wish) => createWish(job, fence, wish));
  const open = wishes.filter(({ key }) => !curves.get(key));
  if (!(await pass(open.map(({ test }) => feedOf(test))))) return null;
  for (const { key, by, test } of open) curves.set(key, { by, points: test.end() });
  return wishes.flatMap(({ key }) => curves.get(key) ?? []);
}

function feedOf(test: Pick<BackTest, 'feed'>): Feed {
  return (observations, watched) => test.feed(observations, watched);
}

/** A curve does not depend on the current value of the swept setting. */
function createWish(job: Job, fence: Fence, { by, values }: SweepWish) {
  const key = keyOf(job, [withSetting(fence, by, 0), by, values]);
  return { key, by, test: createSweep({ ...where(job), fence, by, values }) };
}

function where({ timezone, calendar }: Job) {
  return { timezone, calendar };
}

function keyOf({ parts, span, timezone, calendar }: Job, rest: unknown): string {
  return JSON.stringify([parts, span, timezone, calendar, rest]);
}
