// How soon a camera must be looked at again, one case per row.
import { describe, expect, it } from 'vitest';
import { completeFence, type Fence } from '../../contracts/index.ts';
import { leastDwellOf, lookWithin, type LookState } from './look-within.ts';

const calm: LookState = {
  ...{ periodMs: 2000, leastDwellMs: 40_000, watchedMs: 120_000, calmMs: null, isBusy: false },
};

describe('a camera is looked at', () => {
  it.each<[string, Partial<LookState>, number, string]>([
    ['seldom while nothing has been there', {}, 8000, 'calm'],
    ['seldom when what was there is long gone', { calmMs: 10_000 }, 8000, 'calm'],
    ['each period while something is there', { calmMs: 0 }, 2000, 'seen'],
    ['each period just after something was', { calmMs: 9999 }, 2000, 'seen'],
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
    expect(lookWithin({ ...calm, ...change })).toEqual({ ms, reason });
  });

  it('never later than the period or a fifth of the shortest dwell, whichever is longer', () => {
    for (let dwell = 1000; dwell < 200_000; dwell += 1700)
      for (const periodMs of [500, 1000, 2000, 5000]) {
        const { ms } = lookWithin({ ...calm, periodMs, leastDwellMs: dwell });
        expect(ms).toBeLessThanOrEqual(Math.max(periodMs, dwell / 5));
        expect(ms).toBeGreaterThanOrEqual(periodMs);
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

  it('is none without a fence', () => {
    expect(leastDwellOf([], 'gate')).toBeNull();
    expect(leastDwellOf([fence('other', 5000)], 'gate')).toBeNull();
  });
});
