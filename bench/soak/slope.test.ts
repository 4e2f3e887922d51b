import { describe, expect, it } from 'vitest';
import { randomFrom } from '../night/night-plan.ts';
import { growthOf, medianOf, quantileOf, type Point } from './slope.ts';

const series = (count: number, valueAt: (n: number) => number): Point[] =>
  Array.from({ length: count }, (_, n) => ({ at: n * 5000, value: valueAt(n) }));

describe('a robust slope', () => {
  it('is that of a straight line', () => {
    // 0.01 each 5 s is 7.2 an hour.
    const growth = growthOf(series(100, (n) => 100 + n * 0.01));
    expect(growth?.perHour).toBeCloseTo(7.2, 5);
    expect(growth?.rise).toBeCloseTo(0.99, 5);
    expect(growth).toMatchObject({ goesOn: true, spanMs: 495_000 });
  });

  it('is not changed by a few outliers', () => {
    const spiky = growthOf(series(100, (n) => (n % 10 === 9 ? 5000 : 100)));
    expect(spiky?.perHour).toBe(0);
    expect(spiky?.goesOn).toBe(false);
  });

  it('finds a slow rise below a saw-tooth of ten times its size', () => {
    const random = randomFrom(3);
    const growth = growthOf(series(600, (n) => 200 + n * 0.05 + (n % 12) * 4 + random() * 20));
    expect(growth?.perHour).toBeGreaterThan(30);
    expect(growth?.perHour).toBeLessThan(42);
    expect(growth?.goesOn).toBe(true);
  });

  it('says that what fills up once does not go on', () => {
    const growth = growthOf(series(200, (n) => 300 - 200 * Math.exp(-n / 30)));
    expect(growth?.rise).toBeGreaterThan(5);
    expect(growth?.goesOn).toBe(false);
  });

  it('is unknown for less than two moments', () => {
    expect(growthOf([])).toBeNull();
    expect(growthOf([{ at: 1, value: 2 }])).toBeNull();
    expect(
      growthOf([
        { at: 1, value: 2 },
        { at: 1, value: 9 },
      ]),
    ).toBeNull();
  });

  it('takes part of many points, with the first and the last', () => {
    const growth = growthOf(series(5000, (n) => n));
    expect(growth?.spanMs).toBe(4999 * 5000);
    expect(growth?.perHour).toBeCloseTo(720, 5);
  });
});

describe('quantiles', () => {
  it('are values of the list', () => {
    expect(quantileOf([5, 1, 3], 0.5)).toBe(3);
    expect(quantileOf([5, 1, 3], 0.99)).toBe(5);
    expect(medianOf([])).toBe(0);
  });
});
