// Whether a region is people, from the results of several looks.
import { describe, expect, it } from 'vitest';
import {
  confidenceOf,
  coverOf,
  isLikeNeighbours,
  noTally,
  sharedOutline,
  tallyPeople,
  type PeopleTally,
} from './people-tally.ts';

const grid = { columns: 10, rows: 10 };
/** Two rows of four cells in the middle. */
const spans: [number, number, number][] = [
  [4, 3, 6],
  [5, 3, 6],
];
const all = { spans, grid, isInSight: () => true };
const over = { x: 0.3, y: 0.4, width: 0.4, height: 0.2 };
const leftHalf = { ...over, width: 0.2 };

describe('coverOf', () => {
  it('is 0 without people', () => {
    expect(coverOf(all, [])).toBe(0);
  });

  it('is null for a region without cells', () => {
    expect(coverOf({ ...all, spans: [] }, [{ box: over, confidence: 1 }])).toBeNull();
  });

  it('counts the cells on people', () => {
    expect(coverOf(all, [{ box: over, confidence: 0.6 }])).toBeCloseTo(1, 6);
    expect(coverOf(all, [{ box: leftHalf, confidence: 0.6 }])).toBeCloseTo(0.5, 6);
  });

  it('counts low confidence less, and the higher of two', () => {
    const unsure = { box: over, confidence: 0.275 };
    expect(coverOf(all, [unsure])).toBeCloseTo(0.5, 6);
    expect(coverOf(all, [unsure, { box: leftHalf, confidence: 0.5 }])).toBeCloseTo(0.75, 6);
    expect(coverOf(all, [{ box: over, confidence: 0.1 }])).toBeCloseTo(0, 6);
  });

  it('includes the shadow at the feet', () => {
    const above = { x: 0.3, y: 0, width: 0.4, height: 0.42 };
    expect(coverOf(all, [{ box: above, confidence: 1 }])).toBeCloseTo(0.5, 6);
  });

  it('leaves out hidden cells, which show a person in front', () => {
    const rightShows = (_: number, column: number) => column >= 5;
    const found = coverOf({ ...all, isInSight: rightShows }, [{ box: leftHalf, confidence: 1 }]);
    expect(found).toBe(0);
  });

  it('is null when most cells are hidden', () => {
    const littleShows = (row: number, column: number) => row === 4 && column >= 5;
    expect(coverOf({ ...all, isInSight: littleShows }, [])).toBeNull();
  });
});

describe('isLikeNeighbours', () => {
  const region = { x: 0.31, y: 0.3, width: 0.06, height: 0.31 };
  const neighbour = { x: 0.4, y: 0.29, width: 0.08, height: 0.32 };
  const asked = (change: Partial<typeof region>, beside: Partial<typeof region> = {}, sure = 0.5) =>
    isLikeNeighbours(
      { ...region, ...change },
      [{ box: { ...neighbour, ...beside }, confidence: sure }],
      16 / 9,
    );

  it('is true for a region in a row with people', () => {
    expect(asked({})).toBe(true);
    expect(isLikeNeighbours(region, [], 16 / 9)).toBe(false);
  });

  it.each<[string, boolean]>([
    ['a suitcase at their feet', asked({ y: 0.5, height: 0.11 })],
    ['a bench, wide and low', asked({ width: 0.2 })],
    ['what stands far behind them', asked({ y: 0.2 })],
    ['what stands far away', asked({}, { x: 0.8 })],
    ['what is half as tall again', asked({ y: 0.15, height: 0.46 })],
    ['what somebody stands before: he is not beside it', asked({}, { x: 0.3 })],
    ['what stands beside a guess', asked({}, {}, 0.39)],
  ])('is not %s', (_, found) => {
    expect(found).toBe(false);
  });
});

describe('sharedOutline', () => {
  it.each<[string, [number, number, number][], number]>([
    ['the same cells', spans, 1],
    ['no cell in common', [[8, 0, 3]], 0],
    ['nothing at all', [], 0],
    ['one row of two', [[4, 3, 6]], 0.5],
    [
      'shifted by one cell',
      [
        [4, 4, 7],
        [5, 4, 7],
      ],
      0.6,
    ],
  ])('with %s', (_, other, shared) => {
    expect(sharedOutline(spans, other)).toBeCloseTo(shared, 6);
    expect(sharedOutline(other, spans)).toBeCloseTo(shared, 6);
  });
});

/** The tally after these looks. */
function after(looks: readonly { cover: number | null; kept: number }[]): PeopleTally {
  return looks.reduce(tallyPeople, noTally);
}

describe('tallyPeople', () => {
  it('is no people before the first look', () => {
    expect(after([]).isPeople).toBe(false);
  });

  it('finds a group that moves, although half of the looks miss it', () => {
    const looks = [0.6, 0, 0.5, 0, 0.4, 0.1].map((cover) => ({ cover, kept: 0.75 }));
    expect(after(looks).isPeople).toBe(true);
  });

  it('needs more evidence when the outline keeps still', () => {
    const looks = [0.2, 0.3, 0.1, 0.4, 0.3, 0.2].map((cover) => ({ cover, kept: 0.97 }));
    expect(after(looks).isPeople).toBe(false);
  });

  it('accepts a motionless person with high confidence', () => {
    const looks = [0.8, 0.7, 0.9].map((cover) => ({ cover, kept: 0.98 }));
    expect(after(looks).isPeople).toBe(true);
  });

  it('keeps its result while fewer are detected, and ends when nobody is (hysteresis)', () => {
    const some = [0.5, 0.5].map((cover) => ({ cover, kept: 0.8 }));
    const fewer = [0.1, 0.1].map((cover) => ({ cover, kept: 0.8 }));
    const nobody = Array.from({ length: 8 }, () => ({ cover: 0, kept: 1 }));
    expect(after([...some, ...fewer]).isPeople).toBe(true);
    expect(after([...some, ...nobody]).isPeople).toBe(false);
  });

  it('accepts a still person in a queue who is detected in one look of three', () => {
    const looks = [0.4, 0, 0, 0.5, 0, 0].map((cover) => ({ cover, kept: 0.97 }));
    expect(after(looks).isPeople).toBe(false);
    expect(after(looks.map((look) => ({ ...look, isAlike: true }))).isPeople).toBe(true);
  });

  it('does not accept a region in a queue that is never detected', () => {
    const looks = Array.from({ length: 8 }, () => ({ cover: 0, kept: 0.97, isAlike: true }));
    expect(after(looks).isPeople).toBe(false);
  });

  it('ignores a look without a result', () => {
    const before = after([{ cover: 0.5, kept: 0.8 }]);
    expect(tallyPeople(before, { cover: null, kept: 0 })).toBe(before);
  });
});

describe('confidenceOf', () => {
  it.each([
    [0.1, 0.4],
    [0.4, 0.5],
    [0.62, 0.7],
    [1, 1],
  ])('of a share of %d is %d', (share, confidence) => {
    expect(confidenceOf({ ...noTally, share })).toBe(confidence);
  });
});
