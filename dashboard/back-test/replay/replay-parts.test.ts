// The parts of the log for the worker: which are fetched, which are held in memory, and when the camera was watched.
import { describe, expect, test, vi } from 'vitest';
import type { Observation } from '../../../contracts/index.ts';
import { createFailure } from '../../api/answer.ts';
import { createObservation } from '../../testing/sample-observations.ts';
import { coverageTotals, createCoverageMeter, joinCoverage } from './coverage.ts';
import { loadLog, type LoadLogOptions, type LogStep } from './load-log.ts';
import { lookBack, planParts, spanMs, spanNames } from './log-parts.ts';
import type { LoadedPart } from './message.ts';
import type { LogBatch } from '../../../observation-log/index.ts';
import { createPartStore } from './part-store.ts';
import { createRecentResults } from './recent-results.ts';

const hour = 3_600_000;
const minute = 60_000;
const start = 100 * 6 * hour;

describe('the parts of a time span', () => {
  test('of an empty log are none', () => {
    expect(planParts([], { from: start, to: start + 24 * hour })).toEqual([]);
  });

  test('begin at fixed hours, end with the span, and leave out what was not logged', () => {
    const stretches = [{ from: start + 7 * hour, to: start + 13 * hour }];
    const parts = planParts(stretches, { from: start + hour, to: start + 14 * hour });
    expect(parts.map(({ from, to }) => [(from - start) / hour, (to - start) / hour])).toEqual([
      [6, 12],
      [12, 14],
    ]);
  });

  test('of a longer span contain those of a shorter one', () => {
    const stretches = [{ from: 0, to: start * 2 }];
    const keys = (hours: number) =>
      planParts(stretches, { from: start - hours * hour, to: start + 5 }).map(({ key }) => key);
    expect(keys(24)).toEqual(expect.arrayContaining(keys(12)));
  });

  test('cover each selectable span', () => {
    for (const name of spanNames) {
      const span = lookBack(name, start);
      expect(span.to - span.from).toBe(spanMs[name]);
      expect(planParts([span], span)[0]!.from).toBeLessThanOrEqual(span.from);
    }
  });
});

const at = (capturedAt: number, state: Observation['view']['state'] = 'ok') =>
  createObservation({ capturedAt, view: { state, since: capturedAt, shift: null } });

describe('when a camera was watched', () => {
  const meter = (...observations: Observation[]) => {
    const one = createCoverageMeter();
    one.add(observations);
    return one.end();
  };

  test('is empty without observations', () => {
    expect(meter()).toEqual([]);
  });

  test('ends at a gap and changes with the view', () => {
    const spans = meter(at(0), at(5000), at(10_000, 'moved'), at(15_000), at(10 * minute));
    expect(spans).toEqual([
      { from: 0, to: 10_000, state: 'watched' },
      { from: 10_000, to: 15_000, state: 'suspended' },
      { from: 15_000, to: 15_000, state: 'watched' },
      { from: 10 * minute, to: 10 * minute, state: 'watched' },
    ]);
  });

  test('is one span across parts, cut to the requested one', () => {
    const lists = [meter(at(0), at(30_000)), meter(at(35_000), at(60_000))];
    const joined = joinCoverage(lists, { from: 20_000, to: 50_000 });
    expect(joined).toEqual([{ from: 20_000, to: 50_000, state: 'watched' }]);
    expect(coverageTotals(joined, { from: 20_000, to: 80_000 })).toEqual({
      watchedMs: 30_000,
      suspendedMs: 0,
      missingMs: 30_000,
    });
  });
});

describe('the store of parts', () => {
  const decodeOf = (total: number, fault?: string) =>
    vi.fn(async function* () {
      await Promise.resolve();
      const observations = Array.from({ length: total }, (_, index) => at(index * 2000));
      yield { observations, watched: null };
      if (fault !== undefined) throw new Error(fault);
    });
  const all = async (batches: AsyncIterable<LogBatch>) => {
    const found: Observation[] = [];
    for await (const { observations } of batches) found.push(...observations);
    return found;
  };
  const span = { from: 0, to: hour };
  const bytes = new Uint8Array();

  test('returns what was loaded, decoded once', async () => {
    const decode = decodeOf(3);
    const store = createPartStore(decode);
    expect(await store.load('a', span, bytes)).toMatchObject({ observations: 3, fault: null });
    await store.load('a', span, bytes);
    expect(await all(store.read(['a', 'unknown']))).toHaveLength(3);
    expect([store.count(['a', 'unknown']), decode.mock.calls.length]).toEqual([3, 1]);
  });

  test('holds parts as bytes when there is no room for decoded ones', async () => {
    const decode = decodeOf(3);
    const store = createPartStore(decode, 4);
    await store.load('a', span, bytes);
    await store.load('b', { from: 1, to: hour }, bytes);
    expect(await all(store.read(['a', 'b']))).toHaveLength(6);
    expect(decode).toHaveBeenCalledTimes(3);
  });

  test('makes room when a longer part replaces a shorter one', async () => {
    const decode = decodeOf(3);
    const store = createPartStore(decode, 4);
    await store.load('a', span, bytes);
    await store.load('a2', { ...span, to: 2 * hour }, bytes);
    expect([store.count(['a']), store.count(['a2'])]).toEqual([0, 3]);
    await all(store.read(['a2']));
    expect(decode).toHaveBeenCalledTimes(2);
  });

  test('keeps the observations before a fault, and reports it', async () => {
    const store = createPartStore(decodeOf(2, 'block at byte 90: damaged'), 1);
    const part = await store.load('a', span, bytes);
    expect(part).toMatchObject({ observations: 2, fault: 'block at byte 90: damaged' });
    expect(await all(store.read(['a']))).toHaveLength(2);
  });
});

describe('loading', () => {
  const part: LoadedPart = { observations: 1, coverage: [], fault: null };
  const span = { from: start, to: start + 12 * hour };
  const failure = createFailure('server', 'away');

  function createTested(stretches = [span], known: string[] = []) {
    const steps: LogStep[] = [];
    const parts = new Map(known.map((key) => [key, part]));
    const options: LoadLogOptions = {
      client: {
        listStretches: vi.fn(() =>
          Promise.resolve({
            status: 'ok' as const,
            value: { stretches: stretches.map((one) => ({ ...one, bytes: 1 })) },
          }),
        ),
        getObservations: vi.fn(() =>
          Promise.resolve({ status: 'ok' as const, value: new Uint8Array() }),
        ),
      },
      worker: {
        partOf: (key) => parts.get(key) ?? null,
        load: vi.fn((key: string) => {
          parts.set(key, part);
          return Promise.resolve(part);
        }),
      },
      cameraId: 'gate',
      span,
      onStep: (step) => steps.push(step),
    };
    return { options, steps };
  }
  const live = () => new AbortController().signal;

  test('fetches each part once and is ready then', async () => {
    const { options, steps } = createTested();
    await loadLog(options, live());
    expect(options.client.getObservations).toHaveBeenCalledTimes(2);
    expect(steps.map(({ type }) => type)).toEqual(['progress', 'progress', 'ready']);
    expect(steps.at(-1)).toMatchObject({ log: { span, loaded: [part, part] } });
  });

  test('skips the parts that the worker has', async () => {
    const { options } = createTested([span], [`${start}-${start + 6 * hour}`]);
    await loadLog(options, live());
    expect(options.client.getObservations).toHaveBeenCalledTimes(1);
  });

  test('of an empty log is ready with nothing', async () => {
    const { options, steps } = createTested([]);
    await loadLog(options, live());
    expect(steps).toEqual([{ type: 'ready', log: { span, parts: [], loaded: [] } }]);
  });

  test('reports a failure of the list or of a part', async () => {
    const { options, steps } = createTested();
    options.client.getObservations = () => Promise.resolve(failure);
    await loadLog(options, live());
    options.client.listStretches = () => Promise.resolve(failure);
    await loadLog(options, live());
    expect(steps.filter(({ type }) => type === 'failed')).toEqual([
      { type: 'failed', failure },
      { type: 'failed', failure },
    ]);
  });

  test('reports nothing after an abort', async () => {
    const { options, steps } = createTested();
    await loadLog(options, AbortSignal.abort());
    expect(steps).toEqual([]);
  });
});

test('recent results are cached, and the least recently used one is dropped', () => {
  const results = createRecentResults<number>(2);
  results.set('a', 1);
  results.set('b', 2);
  expect(results.get('a')).toBe(1);
  results.set('c', 3);
  expect([results.get('a'), results.get('b'), results.get('c')]).toEqual([1, undefined, 3]);
});
