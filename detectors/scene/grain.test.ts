// Noise by luma, learned from cells without changes.
import { describe, expect, it } from 'vitest';
import { createGrain, createGrainSums, grainBin } from './grain.ts';

describe('grain', () => {
  it('is small until it is learned', () => {
    expect(new Set(createGrain().luma).size).toBe(1);
    expect(createGrain().luma[0]).toBeLessThan(0.05);
  });

  it('follows the noise at its own luma only', () => {
    const grain = createGrain();
    const sums = createGrainSums();
    for (let count = 0; count < 100; count++) sums.add(6.1, count % 2 === 0 ? 0.3 : -0.3, 0.1);
    sums.follow(grain, 0.5);
    expect(grain.luma[grainBin(6.1)]).toBeCloseTo(0.16, 5);
    expect(grain.colour[grainBin(6.1)]).toBeCloseTo(0.06, 5);
    expect(grain.luma[grainBin(7.1)]).toBe(createGrain().luma[0]);
  });

  it('does not learn from too few pixels', () => {
    const grain = createGrain();
    const sums = createGrainSums();
    for (let count = 0; count < 5; count++) sums.add(5, 2, 2);
    sums.follow(grain, 1);
    createGrainSums().follow(grain, 1);
    expect(grain).toEqual(createGrain());
  });

  it('has a bin for every luma, also beyond black and white', () => {
    expect([-1, 0, 3, 8, 99].map(grainBin)).toEqual([0, 0, 6, 16, 19]);
  });
});
