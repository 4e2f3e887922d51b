import { describe, expect, it } from 'vitest';
import { countInterval, shareInterval } from './intervals.ts';

describe('the interval of a share', () => {
  it('is not known without any', () => {
    expect(shareInterval(0, 0)).toBeNull();
  });

  // Wilson's score interval, worked out by hand.
  it.each([
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [5, 10, 0.2366, 0.7634],
    [20, 30, 0.4878, 0.8077],
    [95, 100, 0.8882, 0.9785],
  ])('of %i in %i', (found, all, from, to) => {
    const interval = shareInterval(found, all)!;
    expect(interval.from).toBeCloseTo(from, 3);
    expect(interval.to).toBeCloseTo(to, 3);
  });
});

describe('the interval of a count', () => {
  // Garwood's exact limits, from a printed table.
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [50, 37.11, 65.92],
    [200, 173.24, 229.72],
  ])('of %i events', (count, from, to) => {
    const interval = countInterval(count);
    expect(interval.from).toBeCloseTo(from, 1);
    expect(interval.to).toBeCloseTo(to, 1);
  });
});
