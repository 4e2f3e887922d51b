// The edge's counts of why there was no alert: over many looks, across a change of fences, and when the clock is set.
import { describe, expect, it } from 'vitest';
import { createFenceEngine, emptyEngineState } from '../../geofences/index.ts';
import { aFence, dwell } from '../../geofences/testing/fences.ts';
import { anObservation, aRegion, middle, monday } from '../../geofences/testing/observations.ts';
import { createWhyKeeper } from './why-keeper.ts';

const region = middle;
const wait = { reason: 'dwell', region, what: 'cart', stayedMs: 11_000, dwellMs: 15_000 } as const;
const waiting = { drops: [], waits: [{ fenceId: 'a', wait }] };
const dropping = {
  drops: [{ fenceId: 'a', drop: { reason: 'permitted', region } as const }],
  waits: [],
};
const quiet = { drops: [], waits: [] };
const hour = 3_600_000;

describe('why there was no alert', () => {
  it('is empty without objects', () => {
    expect(createWhyKeeper().looked(quiet, 5)).toEqual({ now: [], counts: [], since: 5 });
  });

  it('gives the present reasons and counts the earlier ones', () => {
    const keeper = createWhyKeeper();
    keeper.looked(waiting, 10);
    const { now, counts, since } = keeper.looked(dropping, 20);
    expect(now.map(({ reason }) => reason)).toEqual(['permitted']);
    expect(since).toBe(10);
    expect(counts).toEqual([
      {
        fenceId: 'a',
        reason: 'dwell',
        looks: 1,
        lastAt: 10,
        longest: { what: 'cart', stayedMs: 11_000, dwellMs: 15_000 },
      },
      { fenceId: 'a', reason: 'permitted', looks: 1, lastAt: 20 },
    ]);
  });

  it('starts again with other fences, but not when the same ones are set again', () => {
    const keeper = createWhyKeeper();
    keeper.useFences([{ id: 'a', version: 1 }]);
    keeper.looked(waiting, 10);
    keeper.useFences([{ id: 'a', version: 1 }]);
    expect(keeper.looked(quiet, 20).since).toBe(10);
    keeper.useFences([{ id: 'a', version: 2 }]);
    expect(keeper.looked(quiet, 30)).toEqual({ now: [], counts: [], since: 30 });
  });

  it.each([
    ['a day and more later', 25 * hour],
    ['when the clock was set back', -hour],
  ])('begins anew %s', (_, byMs) => {
    const keeper = createWhyKeeper();
    keeper.looked(waiting, 10 * hour);
    expect(keeper.looked(quiet, 10 * hour + byMs)).toMatchObject({ counts: [] });
  });

  it('never gives more reasons at once than dispatch accepts', () => {
    const waits = Array.from({ length: 500 }, () => ({ fenceId: 'a', wait }));
    expect(createWhyKeeper().looked({ drops: [], waits }, 1).now).toHaveLength(200);
  });

  it('includes the stay of an object that has not reached its dwell', () => {
    const engine = createFenceEngine([aFence({ dwellMs: dwell(15_000) })], 'UTC');
    const keeper = createWhyKeeper();
    let state = emptyEngineState;
    const found = [0, 2000, 4000, 6000].map((afterMs) => {
      const regions = [aRegion({ box: middle, since: monday })];
      const advance = engine.advance(
        state,
        anObservation({ capturedAt: monday + afterMs, regions }),
      );
      state = advance.state;
      return keeper.looked(advance, monday + afterMs);
    });
    expect(found.at(-1)?.now).toMatchObject([
      { reason: 'dwell', stay: { stayedMs: 6000, dwellMs: 15_000 } },
    ]);
  });
});
