// The coverage and gaps of a clip, from the times of its pictures: gaps in the middle, a missing start or end, cameras with a low
// frame rate.
import { describe, expect, it } from 'vitest';
import { clipCoverageSchema } from '../../contracts/index.ts';
import { coverageOf } from './clip-coverage.ts';

const asked = { from: 100_000, to: 110_000 };
const pictures = (count: number, eachMs = 40) => Array.from({ length: count }, () => eachMs);
const cover = (startAt: number, durationsMs: readonly number[]) =>
  coverageOf({ asked, startAt, durationsMs, reasonFor: () => 'camera-away' });
const gap = (from: number, to: number) => ({ from, to, reason: 'camera-away' });

describe('the coverage of a clip', () => {
  it('is empty without pictures', () => {
    const { kept, missing } = cover(100_000, []);
    expect({ kept, missing }).toEqual({ kept: [], missing: [gap(100_000, 110_000)] });
  });

  it('is complete when the file begins earlier and ends one picture before the end', () => {
    const all = cover(98_800, pictures(279));
    expect(all).toMatchObject({ startAt: 98_800, asked, missing: [] });
    expect(all.kept).toEqual([{ from: 100_000, to: 109_960 }]);
  });

  it('has a gap where one picture lasts long', () => {
    const { kept, missing } = cover(99_000, [...pictures(75), 4040, ...pictures(200)]);
    expect(missing).toEqual([gap(102_040, 106_040)]);
    expect(kept).toEqual([
      { from: 100_000, to: 102_040 },
      { from: 106_040, to: 110_000 },
    ]);
  });

  it.each([
    ['begins late', 103_000, 200, [gap(100_000, 103_000)]],
    ['ends early', 100_000, 100, [gap(104_000, 110_000)]],
    ['does both', 102_000, 100, [gap(100_000, 102_000), gap(106_000, 110_000)]],
    ['begins late by less than can be seen', 100_300, 300, []],
    ['is of another time', 200_000, 100, [gap(100_000, 110_000)]],
  ])('says so when the file %s', (_, startAt, count, missing) => {
    expect(cover(startAt, pictures(count)).missing).toEqual(missing);
  });

  it('is complete for a camera with a picture every two seconds', () => {
    expect(cover(99_000, pictures(6, 2000)).missing).toEqual([]);
    expect(cover(99_000, [2000, 2000, 8000]).missing).toEqual([gap(105_000, 110_000)]);
  });

  it('fits into a clip with any number of gaps', () => {
    const holes = Array.from({ length: 4000 }, (_, index) => (index % 3 === 0 ? 2000 : 40));
    const span = { from: 0, to: 8_000_000 };
    const reasonFor = () => 'not-known' as const;
    const coverage = coverageOf({ asked: span, startAt: 0, durationsMs: holes, reasonFor });
    expect(clipCoverageSchema.safeParse(coverage).success).toBe(true);
  });
});
