// When the motion of a view is searched, with a scripted search: how often without a result, and how soon when structure is missing.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Planes } from '../scene/planes.ts';
import { createMotionSearch } from './motion-search.ts';
import type { Motion } from './motion.ts';
import type { Structure } from './structure.ts';

const planes = {} as Planes;
const motion: Motion = { shift: { x: 0.1, y: 0 }, turn: 0, zoom: 1, similarity: 0.8 };

let searchedAt: number[];
let found: Motion | null;
let ask: (
  second: number,
  unlikeShare: number,
  more?: { plainShare?: number; wasMoved?: boolean; isExpected?: boolean },
) => Motion | null;

beforeEach(() => {
  searchedAt = [];
  found = null;
  let now = 0;
  const search = createMotionSearch(() => {
    searchedAt.push(now);
    return found;
  });
  ask = (second, unlikeShare, { plainShare = 0, wasMoved = false, isExpected = false } = {}) => {
    now = second;
    const structure = { unlikeShare, plainShare } as Structure;
    return search({
      now: planes,
      reference: planes,
      structure,
      at: second * 1000,
      wasMoved,
      isExpected,
    });
  };
});

/** Asks every two seconds. */
function askFrom(from: number, to: number, unlikeShare: number) {
  for (let second = from; second <= to; second += 2) ask(second, unlikeShare);
}

describe('the search for a motion', () => {
  it('runs at intervals of 20 to 80 s while no structure is missing', () => {
    askFrom(0, 300, 0.05);
    expect(searchedAt).toEqual([0, 20, 60, 140, 220, 300]);
  });

  it('runs every 20 s again after structure was missing', () => {
    askFrom(0, 100, 0.05);
    ask(102, 0.5);
    searchedAt = [];
    askFrom(104, 124, 0.05);
    expect(searchedAt).toEqual([122]);
  });

  it('runs at once when structure is missing', () => {
    askFrom(0, 8, 0.05);
    found = motion;
    expect(ask(10, 0.5)).toBe(motion);
    expect(searchedAt).toEqual([0, 10]);
  });

  it('waits twice as long after each search without a result, as in a crowd', () => {
    askFrom(0, 8, 0.05);
    searchedAt = [];
    askFrom(10, 60, 0.5);
    expect(searchedAt).toEqual([10, 18, 34, 54]);
  });

  it('does not wait when clearly more structure is missing than at the last search', () => {
    askFrom(0, 8, 0.05);
    ask(10, 0.3);
    searchedAt = [];
    ask(12, 0.35);
    expect(searchedAt).toEqual([]);
    ask(14, 0.45);
    expect(searchedAt).toEqual([14]);
  });

  it('resets the wait after a result', () => {
    askFrom(0, 8, 0.05);
    askFrom(10, 40, 0.5);
    found = motion;
    ask(54, 0.9);
    found = null;
    searchedAt = [];
    ask(56, 0.9, { isExpected: true });
    ask(58, 0.9);
    ask(60, 0.9);
    expect(searchedAt).toEqual([56, 60]);
  });

  it('runs for every picture while a motion is expected', () => {
    ask(0, 0.05);
    ask(2, 0.05, { isExpected: true });
    ask(4, 0.05, { isExpected: true });
    expect(searchedAt).toEqual([0, 2, 4]);
  });

  it('of a moved view runs only when the view looks right again', () => {
    ask(0, 0.05);
    ask(2, 0.8, { wasMoved: true });
    ask(4, 0.2, { wasMoved: true });
    expect(searchedAt).toEqual([0, 4]);
  });

  it('does not run for a covered view', () => {
    expect(ask(0, 0.9, { plainShare: 0.7 })).toBeNull();
    expect(searchedAt).toEqual([]);
  });
});
