import { describe, expect, it } from 'vitest';
import { backOffMs, jitteredBackOffMs } from './back-off.ts';

const backOff = { firstMs: 100, longestMs: 1000 };

describe('a back-off', () => {
  it.each([
    ['before any failure is the first pause', 0, 100],
    ['after one failure is the first pause', 1, 100],
    ['after two failures is twice as long', 2, 200],
    ['after three failures is four times as long', 3, 400],
    ['never exceeds its limit', 5, 1000],
    ['stays at its limit after days of failures', 1_000_000, 1000],
    ['stays a number after more failures than can be counted', Number.MAX_VALUE, 1000],
  ])('%s', (_, failures, expected) => {
    expect(backOffMs(backOff, failures)).toBe(expected);
  });

  it('is never longer than a limit below the first pause', () => {
    expect(backOffMs({ firstMs: 5000, longestMs: 1000 }, 1)).toBe(1000);
  });
});

describe('a back-off with jitter', () => {
  it.each([
    ['is at least half of the pause', 0, 200],
    ['is the middle for the middle', 0.5, 300],
    ['is at most the pause', 0.999_999, 400],
  ])('%s', (_, drawn, expected) => {
    expect(jitteredBackOffMs(backOff, 3, () => drawn)).toBe(expected);
  });

  it('is a whole number of ms', () => {
    expect(jitteredBackOffMs({ firstMs: 5, longestMs: 10 }, 1, () => 0.33)).toBe(3);
  });
});
