// Small sums over what the worker of the bench counts.
import { describe, expect, it } from 'vitest';
import { isLate } from './measure-step.ts';
import { quantile, runsBetween, type WorkerCounts } from './worker-counts.ts';

describe('a quantile', () => {
  it('is the value that so many do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, n) => 100 - n);
    expect(quantile(values, 0.5)).toBe(50);
    expect(quantile(values, 0.99)).toBe(99);
    expect(quantile([7], 0.01)).toBe(7);
  });

  it('is null of nothing', () => {
    expect(quantile([], 0.5)).toBeNull();
  });
});

describe('runs between two counts', () => {
  it('are the difference, by size', () => {
    expect(runsBetween({ a: 1 }, { a: 4, b: 2 })).toEqual({ a: 3, b: 2 });
    expect(runsBetween({}, {})).toEqual({});
  });
});

describe('looks', () => {
  const counts: WorkerCounts = {
    live: 2,
    looks: 100,
    dropped: 0,
    runs: {},
    lookDelaysMs: [50],
    alertDelaysMs: [],
    loopDelayP99Ms: 1,
    analysisThreads: [],
  };
  it.each<[string, Partial<WorkerCounts>, boolean]>([
    ['in time', {}, false],
    ['slower than the next is due', { lookDelaysMs: [2001] }, true],
    ['that do not come at all', { lookDelaysMs: [] }, true],
    ['of which some are dropped', { dropped: 3 }, true],
    ['of which hardly one is dropped', { dropped: 2 }, false],
    ['of a camera that is not there', { live: 1 }, true],
  ])('%s', (_, change, expected) => {
    expect(isLate({ ...counts, ...change }, 2)).toBe(expected);
  });
});
