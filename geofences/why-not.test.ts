// Why there was no alert: the reasons at one look and their counts over many, live and in a back-test.
import { describe, expect, it } from 'vitest';
import type { Observation } from '../contracts/index.ts';
import {
  createBackTest,
  createFenceEngine,
  createWhyTally,
  emptyEngineState,
  whyNow,
} from './index.ts';
import { aFence, dwell } from './testing/fences.ts';
import { anObservation, aRegion, middle, monday } from './testing/observations.ts';

const fence = aFence({ dwellMs: dwell(15_000) });
const engine = () => createFenceEngine([fence], 'Europe/Berlin');

/** Looks two seconds apart, with an object in the middle where `isThere` is true. */
function seen(isThere: readonly boolean[]): Observation[] {
  return isThere.map((there, index) =>
    anObservation({
      capturedAt: monday + index * 2000,
      regions: there ? [aRegion({ box: middle, since: monday })] : [],
    }),
  );
}

function tallyOf(observations: readonly Observation[]) {
  const tally = createWhyTally();
  const own = engine();
  let state = emptyEngineState;
  for (const observation of observations) {
    const advance = own.advance(state, observation);
    state = advance.state;
    tally.add(advance, observation.capturedAt);
  }
  return tally.counts();
}

describe('why not, at a look', () => {
  it('is empty without objects', () => {
    expect(whyNow({ drops: [], waits: [] })).toEqual([]);
  });

  it('gives the stay of an object and its dwell', () => {
    const own = engine();
    let state = emptyEngineState;
    const all = seen([true, true, true, true]).map((observation) => {
      const advance = own.advance(state, observation);
      state = advance.state;
      return whyNow(advance);
    });
    expect(all[0]).toMatchObject([{ fenceId: fence.id, reason: 'one-frame-only' }]);
    expect(all[3]).toMatchObject([{ reason: 'dwell', stay: { stayedMs: 6000, dwellMs: 15_000 } }]);
  });

  it('lists waiting objects before objects that do not count', () => {
    const region = middle;
    const wait = { reason: 'dwell', region, what: 'goods', stayedMs: 1, dwellMs: 2 } as const;
    const drop = { reason: 'permitted', region } as const;
    const found = whyNow({ drops: [{ fenceId: 'a', drop }], waits: [{ fenceId: 'a', wait }] });
    expect(found).toEqual([
      { fenceId: 'a', reason: 'dwell', region, stay: { what: 'goods', stayedMs: 1, dwellMs: 2 } },
      { fenceId: 'a', reason: 'permitted', region },
    ]);
  });
});

describe('why not, counted', () => {
  it('is empty before the first look', () => {
    expect(createWhyTally().counts()).toEqual([]);
  });

  it('counts looks by reason, with the last time and the stay nearest to its dwell', () => {
    const counts = tallyOf(seen([true, true, true, false, true]));
    const dwells = counts.find(({ reason }) => reason === 'dwell');
    expect(dwells).toMatchObject({ fenceId: fence.id, looks: 3, lastAt: monday + 8000 });
    expect(dwells?.longest).toMatchObject({ stayedMs: 8000, dwellMs: 15_000 });
    expect(counts.find(({ reason }) => reason === 'not-there')).toMatchObject({ looks: 1 });
  });

  it('counts a look once, for any number of objects with the reason', () => {
    const tally = createWhyTally();
    const drop = { reason: 'too-small', region: middle } as const;
    const many = Array.from({ length: 5 }, () => ({ fenceId: 'a', drop }));
    tally.add({ drops: many, waits: [] }, 7);
    tally.add({ drops: [...many, { fenceId: 'b', drop }], waits: [] }, 8);
    expect(tally.counts()).toEqual([
      { fenceId: 'a', reason: 'too-small', looks: 2, lastAt: 8 },
      { fenceId: 'b', reason: 'too-small', looks: 1, lastAt: 8 },
    ]);
  });

  it('is the same in a back-test with asksWhy, and null without', () => {
    const observations = seen([true, true, true, false, true]);
    const options = { fences: [fence], timezone: 'Europe/Berlin' };
    const asking = createBackTest({ ...options, asksWhy: true });
    asking.feed(observations.slice(0, 2));
    asking.feed(observations.slice(2));
    expect(asking.end().why).toEqual(tallyOf(observations));
    const quiet = createBackTest(options);
    quiet.feed(observations);
    expect(quiet.end().why).toBeNull();
    expect(quiet.end().incidents).toEqual(asking.end().incidents);
  });
});
