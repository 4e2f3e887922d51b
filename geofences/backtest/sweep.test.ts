// A sweep over many values gives the same results as one run per value.
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../contracts/index.ts';
import { aFence } from '../testing/fences.ts';
import { anObservation, aRegion, box, monday } from '../testing/observations.ts';
import { createBackTest } from './back-test.ts';
import { longestStayMs } from './incident-list.ts';
import { canSweep, createSweep, nightsOf, withSetting, type SweepSetting } from './sweep.ts';

const hour = 3_600_000;
/** Heaps that lie for 10 s, 20 s … 80 s, each at its own place, a minute apart, increasing in size. */
const log: Observation[] = Array.from({ length: 300 }, (_, index) => {
  const seconds = index * 2;
  const heap = Math.floor(seconds / 100);
  const isThere = seconds % 100 < 10 * (heap + 1);
  return anObservation({
    capturedAt: monday + seconds * 1000,
    regions: isThere
      ? [
          aRegion({
            id: `r${heap}`,
            box: box(0.1 * heap, 0.1, 0.1, 0.1 * (heap + 1)),
            since: monday + heap * 100_000,
          }),
        ]
      : [],
  });
});

function curve(by: SweepSetting, values: number[], observations = log) {
  const sweep = createSweep({ fence: aFence(), by, values, timezone: 'UTC' });
  for (let from = 0; from < observations.length; from += 37)
    sweep.feed(observations.slice(from, from + 37));
  return sweep.end();
}

describe('a sweep', () => {
  it('agrees with the stays in the incident list, and both leave out absences', () => {
    const comesAndGoes = Array.from({ length: 100 }, (_, index) => {
      const seconds = index * 2;
      const since = seconds < 70 ? 0 : 70;
      const isThere = seconds - since < 40;
      const region = aRegion({ since: monday + since * 1000 });
      return anObservation({
        capturedAt: monday + seconds * 1000,
        regions: isThere ? [region] : [],
      });
    });
    const backTest = createBackTest({ fences: [aFence()], timezone: 'UTC' });
    backTest.feed(comesAndGoes);
    const { incidents, to } = backTest.end();
    expect(incidents.map(({ stays }) => stays.length)).toEqual([2]);
    const stayed = incidents.map((one) => longestStayMs(one, to ?? 0));
    expect(stayed[0]).toBeGreaterThan(35_000);
    expect(stayed[0]).toBeLessThanOrEqual(40_000);
    const [below, above] = curve('dwell', [35_000, 41_000], comesAndGoes);
    expect([below?.incidents, above?.incidents]).toEqual([1, 0]);
  });

  it('over no values has no points', () => {
    expect(curve('dwell', [])).toEqual([]);
  });

  it('over an empty log is flat', () => {
    expect(curve('dwell', [1000], [])).toEqual([{ setting: 1000, incidents: 0, perNight: 0 }]);
  });

  it.each<[SweepSetting, number[], number[]]>([
    ['dwell', [5000, 15_000, 35_000, 90_000], [6, 5, 3, 0]],
    ['minArea', [0.005, 0.025, 0.045, 0.9], [5, 4, 2, 0]],
  ])(
    'over %s gives a point for each value, fewer alerts the stricter it is',
    (by, values, incidents) => {
      expect(curve(by, values).map((point) => point.incidents)).toEqual(incidents);
      for (const [index, value] of values.entries()) {
        const fence = withSetting(aFence(), by, value);
        const alone = createBackTest({ fences: [fence], timezone: 'UTC' });
        alone.feed(log);
        expect(alone.end().incidents).toHaveLength(incidents[index]!);
      }
    },
  );

  it('gives equal points for equal values', () => {
    expect(curve('dwell', [5000, 5000]).map(({ incidents }) => incidents)).toEqual([6, 6]);
  });

  it('counts per night', () => {
    const nights = log.map((one, index) => ({ ...one, capturedAt: monday + index * 864_000 }));
    const [point] = curve('dwell', [1000], nights);
    expect(point!.perNight).toBe(point!.incidents / 3);
  });
});

describe('a setting', () => {
  it.each<[SweepSetting, string[]]>([
    ['dwell', ['street-vending', 'blocked-fire-exit', 'debris-pile']],
    ['minCover', ['blocked-fire-exit']],
    ['minArea', ['debris-pile']],
  ])('%s applies to %j only', (by, kinds) => {
    const all = ['street-vending', 'blocked-fire-exit', 'debris-pile'] as const;
    expect(all.filter((kind) => canSweep(aFence({ kind }).definition, by))).toEqual(kinds);
  });

  it('dwell is set for every class, and the original fence is unchanged', () => {
    const fence = aFence();
    const longer = withSetting(fence, 'dwell', 99);
    expect(Object.values(longer.dwellMs)).toEqual([99, 99, 99, 99]);
    expect(withSetting(fence, 'minCover', 0.3)).toEqual({ ...fence, minCover: 0.3 });
    expect(fence.dwellMs.default).toBe(10_000);
  });
});

describe('nights', () => {
  it.each<[string, number | null, number]>([
    ['nothing', null, 1],
    ['a minute', 60_000, 1],
    ['an evening until the morning', 12 * hour, 1],
    ['a day', 24 * hour, 1],
    ['two nights', 36 * hour, 2],
    ['three days', 72 * hour, 3],
    ['a week of nights', 156 * hour, 7],
  ])('of %s', (_, length, nights) => {
    const [from, to] = length === null ? [null, null] : [monday, monday + length];
    expect(nightsOf({ from, to })).toBe(nights);
  });
});
