// The median.
import { describe, expect, it } from 'vitest';
import { medianOf } from './median.ts';

describe('medianOf', () => {
  it.each<[string, number[], number]>([
    ['nothing', [], 0],
    ['one', [4], 4],
    ['an odd number of values', [9, 1, 5], 5],
    ['an even number: the lower of both', [8, 2, 4, 6], 4],
    ['most of them, whatever a few do', [3, 3, 3, 1000, -1000], 3],
  ])('of %s', (_, values, median) => {
    expect(medianOf(Float32Array.from(values))).toBe(median);
  });

  it.each([0, 1, 2, 64, 128, 129, 1000])('leaves %i values sorted', (length) => {
    const values = Float32Array.from({ length }, (_, index) => (index * 7919) % 1009);
    const sorted = values.toSorted();
    const median = medianOf(values);
    expect(values).toEqual(sorted);
    expect(median).toBe(sorted[(length - 1) >> 1] ?? 0);
  });
});
