import { describe, expect, it } from 'vitest';
import { between, createRandom, randomAt } from './random.ts';

describe('createRandom', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const take = (seed: number) => Array.from({ length: 5 }, createRandom(seed));
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
  });

  it('spreads its numbers evenly over 0 to 1', () => {
    const numbers = Array.from({ length: 4000 }, createRandom(1));
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    expect(mean).toBeGreaterThan(0.48);
    expect(mean).toBeLessThan(0.52);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
  });
});

describe('randomAt', () => {
  it('depends on nothing but seed and index', () => {
    expect(randomAt(3, 10)).toBe(randomAt(3, 10));
    expect(new Set(Array.from({ length: 100 }, (_, index) => randomAt(3, index))).size).toBe(100);
  });
});

describe('between', () => {
  it('stays inside its bounds', () => {
    const random = createRandom(2);
    for (let turn = 0; turn < 200; turn++) {
      const value = between(random, -4, 9);
      expect(value).toBeGreaterThanOrEqual(-4);
      expect(value).toBeLessThan(9);
    }
  });
});
