// A fence on the grid: its cells, the part of a shape inside, and the union of several shapes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polygon } from '../../contracts/index.ts';
import { createFenceArea, isInFence } from './fence-area.ts';
import { shapeOfBox, shapeOfSpans, type Span } from './shape.ts';
import { box } from '../testing/observations.ts';
import { createSlowRaster, slowCellsOfFence } from '../testing/slow-raster.ts';

const grid = { columns: 4, rows: 4 };
const rectangle = (left: number, top: number, right: number, bottom: number): Polygon => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const leftHalf = rectangle(0, 0, 0.5, 1);
const whole = shapeOfBox(box(0, 0, 1, 1), grid);

/** The cells of a fence, tested one by one. */
function cellsOf(polygon: Polygon, holes: Polygon[] = []): number[] {
  const area = createFenceArea({ polygon, holes }, grid);
  const cells = Array.from({ length: 16 }, (_, cell) => cell);
  const own = cells.filter((cell) => {
    const row = Math.floor(cell / 4);
    const column = cell % 4;
    return area.shared(shapeOfSpans([[row, column, column]], grid)) === 1;
  });
  expect(area.size).toBe(own.length);
  expect(area.shared(whole)).toBe(own.length);
  return own;
}

describe('the cells of a fence', () => {
  it.each<[string, Polygon, number[]]>([
    ['no points have no cells', [], []],
    ['a polygon between the centres has no cells', rectangle(0, 0, 0.0625, 0.125), []],
    ['the left half has the left columns', leftHalf, [0, 1, 4, 5, 8, 9, 12, 13]],
    [
      'a triangle has the cells whose centres it holds',
      [
        [0, 0.1],
        [0.9, 1],
        [0, 1],
      ],
      [4, 8, 9, 12, 13, 14],
    ],
    [
      'the notch of a concave polygon is left out',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0.5, 0.2],
        [0, 1],
      ],
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 11],
    ],
  ])('%s', (_, polygon, cells) => {
    expect(cellsOf(polygon)).toEqual(cells);
  });

  it.each<[string, Polygon[], number[]]>([
    ['without holes it is whole', [], [0, 1, 4, 5, 8, 9, 12, 13]],
    ['a hole takes its cells out', [rectangle(0, 0, 0.5, 0.5)], [8, 9, 12, 13]],
    [
      'each hole does',
      [rectangle(0, 0, 0.25, 0.25), rectangle(0.25, 0.75, 0.5, 1)],
      [1, 4, 5, 8, 9, 12],
    ],
    [
      'a hole between the centres takes none',
      [rectangle(0, 0, 0.1, 0.1)],
      [0, 1, 4, 5, 8, 9, 12, 13],
    ],
  ])('%s', (_, holes, cells) => {
    expect(cellsOf(leftHalf, holes)).toEqual(cells);
  });
});

describe('isInFence', () => {
  const fence = { polygon: leftHalf, holes: [rectangle(0.1, 0.1, 0.3, 0.3)] };
  it.each<[string, number, number, boolean]>([
    ['inside', 0.4, 0.5, true],
    ['outside', 0.75, 0.5, false],
    ['in a hole', 0.2, 0.2, false],
    ['on the left edge is inside', 0, 0.5, true],
    ['on the right edge is outside, so that neighbours do not share it', 0.5, 0.5, false],
  ])('%s', (_, x, y, expected) => {
    expect(isInFence(fence, [x, y])).toBe(expected);
  });
});

describe('covers', () => {
  const area = createFenceArea({ polygon: leftHalf, holes: [] }, grid);

  it('of nothing are none', () => {
    expect(area.covers([])).toEqual([]);
  });

  it.each([
    ['alone', [shapeOfBox(box(0.25, 0, 0.5, 0.5), grid)], [2]],
    ['that is empty', [shapeOfBox(box(0, 0, 0, 0), grid), whole], [0, 8]],
    ['twice', [whole, whole], [8, 8]],
  ])('count the cells of a shape inside the fence %s', (_, shapes, expected) => {
    expect(area.covers(shapes)).toEqual(expected);
  });

  it('count each cell once, and start again each time', () => {
    const shapes = [
      shapeOfBox(box(0.25, 0, 0.5, 0.5), grid),
      shapeOfSpans([[0, 0, 3]], grid),
      shapeOfBox(box(0.6, 0.6, 0.4, 0.4), grid),
    ];
    expect(area.covers(shapes)).toEqual([2, 3, 3]);
    expect(area.covers(shapes)).toEqual([2, 3, 3]);
  });
});

describe('on any grid', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const polygons = fc.array(fc.tuple(share, share), { minLength: 3, maxLength: 9 });
  const grids = fc.record({
    columns: fc.integer({ min: 1, max: 70 }),
    rows: fc.integer({ min: 1, max: 17 }),
  });
  const spans = fc.array(
    fc
      .tuple(fc.nat(16), fc.nat(69), fc.nat(69))
      .map(([row, a, b]): Span => [row, Math.min(a, b), Math.max(a, b)]),
    { maxLength: 12 },
  );

  it('count like sets of cells, also for self-intersecting outlines', () => {
    fc.assert(
      fc.property(
        polygons,
        polygons,
        grids,
        spans,
        share,
        share,
        (polygon, hole, one, region, x, y) => {
          const fence = { polygon, holes: [hole] };
          const area = createFenceArea(fence, one);
          const slow = createSlowRaster().areaOf(fence)(one);
          expect(area.size).toBe(slowCellsOfFence(fence, one).size);
          const shapes = [shapeOfSpans(region, one), shapeOfBox(box(x, y, 0.4, 0.3), one)];
          for (const shape of shapes) expect(area.shared(shape)).toBe(slow.shared(shape));
          expect(area.covers(shapes)).toEqual(slow.covers(shapes));
        },
      ),
      { numRuns: 150 },
    );
  });
});
