// The logic of the replay worker: the same incidents as a plain back-test, only the newest job, and nothing computed twice.
import { describe, expect, test } from 'vitest';
import { emptyCalendar, type Fence, type Observation } from '../../../contracts/index.ts';
import { createBackTest } from '../../../geofences/index.ts';
import { type LogBatch } from '../../../observation-log/index.ts';
import { createFence } from '../../testing/sample-fences.ts';
import { createNights, createStays } from '../../testing/sample-history.ts';
import { readFence } from '../question.ts';
import type { FromWorker, Job } from './message.ts';
import { createPartStore } from './part-store.ts';
import { createReplaySession } from './replay-session.ts';

const hour = 3_600_000;
const from = Date.UTC(2026, 10, 20, 12);
const span = { from, to: from + 12 * hour };
const stays = createStays(span);
const observations = createNights(span, stays);
const half = observations.length / 2;
const fence = readFence(createFence({ dwell: '30s' }), 1)!;
const slower: Fence = { ...fence, dwellMs: times(90_000) };

const rightHalf: Fence['polygon'] = [
  [0.6, 0.1],
  [0.9, 0.1],
  [0.9, 0.9],
];

function times(ms: number): Fence['dwellMs'] {
  return { vehicle: ms, 'two-wheeler': ms, goods: ms, default: ms };
}

function createJob(part: Partial<Job> = {}): Job {
  return {
    parts: ['a', 'b'],
    span,
    armed: [fence],
    draft: slower,
    sweeps: [],
    timezone: 'Asia/Shanghai',
    calendar: emptyCalendar,
    ...part,
  };
}

async function createTested(
  breathe: () => Promise<void> = () => Promise.resolve(),
  watched: LogBatch['watched'] = null,
) {
  const logs: Observation[][] = [observations.slice(0, half), observations.slice(half)];
  const reads: number[] = [];
  const store = createPartStore(async function* ([log = 0]) {
    await Promise.resolve();
    reads.push(log);
    yield { observations: logs[log]!, watched };
  });
  const posted: FromWorker[] = [];
  let time = 0;
  const session = createReplaySession({
    store,
    breathe,
    now: () => (time += 10),
    post: (message) => posted.push(message),
  });
  for (const [index, key] of ['a', 'b'].entries())
    await session.receive({
      type: 'load',
      key,
      span: { from: from + index, to: span.to },
      bytes: new Uint8Array([index]),
    });
  const outcomes = () => posted.flatMap((one) => (one.type === 'outcome' ? [one.outcome] : []));
  const curves = () => posted.flatMap((one) => (one.type === 'curves' ? one.curves : []));
  return { session, posted, outcomes, curves, reads };
}

/** The incidents of the engine when it gets all observations at once. */
function plain(fences: Fence[], log = observations) {
  const test = createBackTest({ fences, timezone: 'Asia/Shanghai' });
  test.feed(log);
  return test.end().incidents;
}

describe('a replay', () => {
  test('gives the incidents of a plain back-test, for the draft and the armed version', async () => {
    const { session, outcomes } = await createTested();
    await session.receive({ type: 'run', id: 1, job: createJob() });
    const [outcome] = outcomes();
    expect(outcome?.armed.incidents).toEqual(plain([fence]));
    expect(outcome?.draft?.incidents).toEqual(plain([slower]));
    expect(outcome?.armed.incidents.length).toBeGreaterThan(outcome!.draft!.incidents.length);
    expect(outcome?.comparison).toMatchObject({ gained: [] });
    expect(outcome?.observations).toBe(observations.length);
  });

  test('without a draft is of the armed fences alone', async () => {
    const { session, outcomes } = await createTested();
    await session.receive({ type: 'run', id: 1, job: createJob({ draft: null }) });
    expect(outcomes()).toMatchObject([{ draft: null, comparison: null }]);
  });

  test('gives the unwatched share of the draft, if the log has it', async () => {
    const left = [{ x: 0, y: 0, width: 0.5, height: 1 }];
    const silent = await createTested();
    await silent.session.receive({ type: 'run', id: 1, job: createJob() });
    expect(silent.outcomes()[0]?.unwatched).toBeNull();
    const told = await createTested(undefined, left);
    const elsewhere = { ...slower, id: 'draft', polygon: rightHalf };
    await told.session.receive({ type: 'run', id: 1, job: createJob({ draft: elsewhere }) });
    expect(told.outcomes()[0]?.unwatched).toEqual([{ fenceId: 'draft', share: 1 }]);
  });

  test('of an empty log gives nothing', async () => {
    const { session, outcomes } = await createTested();
    await session.receive({ type: 'run', id: 1, job: createJob({ parts: [] }) });
    expect(outcomes()).toMatchObject([{ armed: { incidents: [] }, observations: 0 }]);
  });

  test('counts only incidents in the span', async () => {
    const { session, outcomes } = await createTested();
    const late = { from: from + 6 * hour, to: span.to };
    await session.receive({ type: 'run', id: 1, job: createJob({ span: late }) });
    expect(outcomes()[0]?.draft?.incidents).toEqual(plain([slower], observations.slice(half)));
  });

  test('reports its progress', async () => {
    const { session, posted } = await createTested();
    await session.receive({ type: 'run', id: 1, job: createJob() });
    const shares = posted.flatMap((one) => (one.type === 'progress' ? [one.share] : []));
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  test('that fails gives the reason', async () => {
    const { session, posted } = await createTested();
    const job = createJob({ timezone: 'Nowhere/At_All' });
    await session.receive({ type: 'run', id: 7, job });
    expect(posted.at(-1)).toMatchObject({ type: 'failed', id: 7 });
  });
});

describe('why there was no alert', () => {
  const job = { fences: [slower], parts: ['a', 'b'], timezone: 'Asia/Shanghai' };
  const whyOf = (posted: readonly FromWorker[]) =>
    posted.flatMap((one) => (one.type === 'why' ? [one] : []));

  test('equals the counts of a plain back-test, within the span', async () => {
    const { session, posted } = await createTested();
    const test = createBackTest({ ...job, asksWhy: true });
    test.feed(observations);
    await session.receive({ type: 'why', id: 3, job: { ...job, calendar: emptyCalendar, span } });
    expect(whyOf(posted)).toMatchObject([{ id: 3, why: test.end().why, message: '' }]);
    expect(whyOf(posted)[0]?.why?.length).toBeGreaterThan(0);
    const never = { from: from - hour, to: from };
    await session.receive({
      type: 'why',
      id: 4,
      job: { ...job, calendar: emptyCalendar, span: never },
    });
    expect(whyOf(posted)[1]).toMatchObject({ id: 4, why: [] });
  });

  test('that fails gives the reason', async () => {
    const { session, posted } = await createTested();
    const nowhere = { ...job, calendar: emptyCalendar, span, timezone: 'Nowhere/At_All' };
    await session.receive({ type: 'why', id: 5, job: nowhere });
    expect(whyOf(posted)[0]).toMatchObject({ id: 5, why: null });
    expect(whyOf(posted)[0]?.message).not.toBe('');
  });
});

describe('a newer job', () => {
  test('ends an older one, which then reports nothing more', async () => {
    const holders: (() => void)[] = [];
    const { session, posted } = await createTested(
      () => new Promise((resolve) => holders.push(resolve)),
    );
    const older = session.receive({ type: 'run', id: 1, job: createJob() });
    await new Promise((resolve) => setImmediate(resolve));
    expect(holders).toHaveLength(1);
    const newer = session.receive({ type: 'run', id: 2, job: createJob({ draft: null }) });
    const release = setInterval(() => {
      for (const resolve of holders.splice(0)) resolve();
    });
    await Promise.all([older, newer]);
    clearInterval(release);
    const finished = posted.flatMap((one) => (one.type === 'outcome' ? [one.id] : []));
    expect(finished).toEqual([2]);
  });

  test('computes the armed run again only when its inputs have changed', async () => {
    const { session, posted } = await createTested();
    const progressOf = (id: number) =>
      posted.filter((one) => one.type === 'progress' && one.id === id).length;
    await session.receive({ type: 'run', id: 1, job: createJob({ draft: null }) });
    await session.receive({ type: 'run', id: 2, job: createJob({ draft: null }) });
    await session.receive({ type: 'run', id: 3, job: createJob({ draft: null, timezone: 'UTC' }) });
    expect(progressOf(1)).toBeGreaterThan(0);
    expect(progressOf(2)).toBe(0);
    expect(progressOf(3)).toBe(progressOf(1));
  });
});

describe('a curve', () => {
  const sweeps = [{ by: 'dwell', values: [30_000, 90_000, 600_000] }] as const;

  test('has the number of a plain back-test at each value', async () => {
    const { session, curves } = await createTested();
    await session.receive({ type: 'run', id: 1, job: createJob({ sweeps }) });
    const counts = curves()[0]?.points.map(({ incidents }) => incidents);
    expect(counts).toEqual([plain([fence]).length, plain([slower]).length, 0]);
  });

  test('is cached when only the swept setting changes', async () => {
    const { session, posted, curves } = await createTested();
    await session.receive({ type: 'run', id: 1, job: createJob({ sweeps }) });
    const draft = { ...slower, dwellMs: times(45_000) };
    await session.receive({ type: 'run', id: 2, job: createJob({ sweeps, draft }) });
    const swept = posted.filter((one) => one.type === 'progress' && one.stage === 'sweep');
    expect(new Set(swept.map((one) => ('id' in one ? one.id : 0)))).toEqual(new Set([1]));
    expect(curves()).toHaveLength(2);
    expect(curves()[1]).toEqual(curves()[0]);
  });

  test('of several armed fences is not drawn', async () => {
    const { session, curves } = await createTested();
    const armed = [fence, { ...slower, id: 'other' }];
    await session.receive({ type: 'run', id: 1, job: createJob({ draft: null, armed, sweeps }) });
    expect(curves()).toEqual([]);
  });
});

describe('advice', () => {
  test('is computed over the held parts while replays continue', async () => {
    const { session, posted, outcomes } = await createTested();
    const raised = plain([fence]);
    const short = raised.slice(0, 3);
    const long = raised.slice(-3);
    const verdicts = [...short, ...long].map((incident, index) => ({
      id: `c${index}`,
      at: incident.openedAt,
      region: incident.region,
      cause: '',
      verdict: index < short.length ? ('void' as const) : ('confirmed' as const),
    }));
    const { parts, timezone, calendar } = createJob();
    const file = createFence({ dwell: '30s' });
    await Promise.all([
      session.receive({
        type: 'advise',
        id: 7,
        job: { file, verdicts, timezone, calendar, parts, span },
      }),
      session.receive({ type: 'run', id: 1, job: createJob() }),
    ]);
    const [answer] = posted.flatMap((one) => (one.type === 'advice' ? [one] : []));
    expect(answer).toMatchObject({ id: 7, message: '', advice: { voids: 3, confirmed: 3 } });
    expect(answer?.advice?.proposal?.settings).toEqual(['dwell']);
    expect(answer?.advice?.proposal?.removed).toHaveLength(3);
    expect(outcomes()).toHaveLength(1);
  });

  test('on an invalid fence gives the reason', async () => {
    const { session, posted } = await createTested();
    const { parts, timezone, calendar } = createJob();
    const file = createFence({ dwell: 'soon' });
    const job = { file, verdicts: [], timezone, calendar, parts, span };
    await session.receive({ type: 'advise', id: 1, job });
    expect(posted.at(-1)).toEqual({
      type: 'advice',
      id: 1,
      advice: null,
      message: 'the fence is not one that can be armed',
    });
  });
});
