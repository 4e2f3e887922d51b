// How soon a camera must be looked at again, one case per row.
import { describe, expect, it } from 'vitest';
import { completeFence, type Fence } from '../../contracts/index.ts';
import type { FollowedPlace } from '../../geofences/index.ts';
import {
  isQuiet,
  leastDwellOf,
  lookInterval,
  type Found,
  type LookState,
} from './look-interval.ts';

const calm: LookState = {
  periodMs: 2000,
  leastDwellMs: 40_000,
  watchedMs: 120_000,
  found: null,
  calmMs: null,
  isBusy: false,
};
const nothing: Found = { isViewWrong: false, isSomething: false, followed: [] };
const candidate: FollowedPlace = {
  stage: 'candidate',
  stayedMs: 10_000,
  dwellMs: 40_000,
  isAbsent: false,
};
const open: FollowedPlace = { ...candidate, stage: 'open', stayedMs: 40_000 };
/** A state in which the followed places were just seen. */
const seen = (...followed: FollowedPlace[]): Partial<LookState> => ({
  found: { ...nothing, isSomething: true, followed },
  calmMs: 0,
});
const slow = { dwellMs: 300_000 };

describe('a camera is looked at', () => {
  it.each<[string, Partial<LookState>, number, string]>([
    ['seldom while nothing has been there', {}, 8000, 'calm'],
    ['seldom when what was there is long gone', { calmMs: 10_000 }, 8000, 'calm'],
    ['ten times a dwell while people pass', { calmMs: 0 }, 4000, 'seen'],
    ['ten times a dwell just after they did', { calmMs: 9999 }, 4000, 'seen'],
    ['every 4 s while people pass long dwells', { calmMs: 0, leastDwellMs: 3e5 }, 4000, 'seen'],
    ['twenty times a dwell while a candidate stays', seen(candidate), 2000, 'candidate'],
    [
      'every 4 s with a long dwell',
      { leastDwellMs: 3e5, ...seen({ ...candidate, ...slow }) },
      4000,
      'seen',
    ],
    [
      'when the dwell of a candidate is over',
      { leastDwellMs: 3e5, ...seen({ ...candidate, ...slow, stayedMs: 297_000 }) },
      3000,
      'candidate',
    ],
    [
      'no sooner than a period for the end of a dwell',
      { leastDwellMs: 3e5, ...seen({ ...candidate, ...slow, stayedMs: 299_900 }) },
      2000,
      'candidate',
    ],
    [
      'twenty times a dwell while a candidate waits for evidence',
      {
        leastDwellMs: 3e5,
        calmMs: null,
        found: { ...nothing, followed: [{ ...candidate, ...slow, stayedMs: 4e5 }] },
      },
      4000,
      'candidate',
    ],
    [
      'for the candidate rather than for the open incident',
      seen(open, candidate),
      2000,
      'candidate',
    ],
    ['seldom while an incident stays open', { ...seen(open), calmMs: null }, 8000, 'calm'],
    ['each period once its place looks clear', seen({ ...open, isAbsent: true }), 2000, 'absent'],
    [
      'each period while a candidate is hidden',
      seen({ ...candidate, isAbsent: true }),
      2000,
      'absent',
    ],
    [
      'each period while the view is wrong',
      { found: { ...nothing, isViewWrong: true } },
      2000,
      'view',
    ],
    ['each period while its scene is learnt', { watchedMs: 59_999 }, 2000, 'learning'],
    ['each period before the first look', { watchedMs: 0 }, 2000, 'learning'],
    ['each period when more moves than usual', { isBusy: true }, 2000, 'busy'],
    ['each period with a short dwell', { leastDwellMs: 15_000 }, 2000, 'short-dwell'],
    ['five times a dwell', { leastDwellMs: 20_000 }, 4000, 'calm'],
    ['no more seldom than every 8 s', { leastDwellMs: 300_000 }, 8000, 'calm'],
    ['seldom without fences', { leastDwellMs: null }, 8000, 'calm'],
    ['each period when that is long', { periodMs: 10_000 }, 10_000, 'period'],
    ['each period when a fifth of the dwell is no longer', { leastDwellMs: 9000 }, 2000, 'period'],
  ])('%s', (_, change, ms, reason) => {
    expect(lookInterval({ ...calm, ...change })).toEqual({ ms, reason });
  });

  it('never later than the period or a fifth of the shortest dwell, whichever is longer', () => {
    for (let dwell = 1000; dwell < 200_000; dwell += 1700)
      for (const periodMs of [500, 1000, 2000, 5000]) {
        const { ms } = lookInterval({ ...calm, periodMs, leastDwellMs: dwell });
        expect(ms).toBeLessThanOrEqual(Math.max(periodMs, dwell / 5));
        expect(ms).toBeGreaterThanOrEqual(periodMs);
      }
  });
});

describe('the result of a look', () => {
  it.each<[string, Found, boolean]>([
    ['nothing', nothing, true],
    ['passers-by', { ...nothing, isSomething: true }, true],
    ['a candidate', { ...nothing, followed: [candidate] }, false],
    ['a wrong view', { ...nothing, isViewWrong: true }, false],
  ])('%s: quiet or not', (_, found, quiet) => {
    expect(isQuiet(found)).toBe(quiet);
  });
});

/** The times of the looks at a candidate until its dwell is over. */
function looksOfDwell(dwellMs: number, periodMs: number): number[] {
  const times = [0];
  for (;;) {
    const stayedMs = times.at(-1)!;
    if (stayedMs >= dwellMs) return times;
    const followed = { ...candidate, dwellMs, stayedMs };
    const state = { ...calm, periodMs, leastDwellMs: dwellMs, ...seen(followed) };
    times.push(stayedMs + lookInterval(state).ms);
  }
}

describe('a candidate', () => {
  it('is decided at most a period after its dwell, and is seen at least ten times', () => {
    for (let dwellMs = 16_000; dwellMs < 700_000; dwellMs += 3700)
      for (const periodMs of [500, 1000, 2000]) {
        const times = looksOfDwell(dwellMs, periodMs);
        expect(times.at(-1)).toBeLessThan(dwellMs + periodMs);
        expect(times.length).toBeGreaterThanOrEqual(Math.min(10, dwellMs / periodMs));
      }
  });
});

describe('the shortest dwell', () => {
  const polygon: Fence['polygon'] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const fence = (camera: string, dwell: number) =>
    completeFence({ ...{ id: `f${dwell}`, camera, kind: 'blocked-fire-exit', polygon, dwell } });

  it("is that of the camera's own fences", () => {
    const fences = [fence('gate', 40_000), fence('gate', 20_000), fence('other', 5000)];
    expect(leastDwellOf(fences, 'gate')).toBe(20_000);
  });

  it('is null without a fence', () => {
    expect(leastDwellOf([], 'gate')).toBeNull();
    expect(leastDwellOf([fence('other', 5000)], 'gate')).toBeNull();
  });
});
