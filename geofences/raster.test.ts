// Shapes as cells: polygons, boxes and spans agree on which cells are theirs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polygon } from '../contracts/index.ts';
import {
  cellsOfBox,
  cellsOfPolygon,
  cellsOfSpans,
  isInside,
  shared,
  shareInside,
} from './raster.ts';
import { box } from './testing/observations.ts';

const grid = { columns: 4, rows: 4 };
const sorted = (cells: ReadonlySet<number>) => [...cells].sort((a, b) => a - b);
const leftHalf: Polygon = [
  [0, 0],
  [0.5, 0],
  [0.5, 1],
  [0, 1],
];

describe('cellsOfPolygon', () => {
  it.each<[string, Polygon, number[]]>([
    ['no points have no cells', [], []],
    ['a polygon between the centres has no cells', leftHalf.map(([x, y]) => [x / 8, y / 8]), []],
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
    expect(sorted(cellsOfPolygon(polygon, grid))).toEqual(cells);
  });
});

describe('cellsOfBox', () => {
  it.each([
    ['an empty box has no cells', box(0.5, 0.5, 0, 0), []],
    ['a sliver between centres has no cells', box(0.2, 0, 0.1, 1), []],
    ['a box has the cells whose centres it holds', box(0.25, 0.25, 0.5, 0.5), [5, 6, 9, 10]],
    ['a box at the edge ends with the picture', box(0.75, 0.75, 0.25, 0.25), [15]],
    ['a box that begins on a centre has that cell', box(0.125, 0.125, 0.25, 0.25), [0]],
  ])('%s', (_, given, cells) => {
    expect(sorted(cellsOfBox(given, grid))).toEqual(cells);
  });

  it('has the very cells of the polygon with the same corners', () => {
    const eighths = fc.nat(16).map((value) => value / 16);
    fc.assert(
      fc.property(eighths, eighths, eighths, eighths, (x, y, width, height) => {
        const [right, bottom] = [Math.min(1, x + width), Math.min(1, y + height)];
        const corners: Polygon = [
          [x, y],
          [right, y],
          [right, bottom],
          [x, bottom],
        ];
        expect(sorted(cellsOfBox(box(x, y, right - x, bottom - y), grid))).toEqual(
          sorted(cellsOfPolygon(corners, grid)),
        );
      }),
    );
  });
});

describe('cellsOfSpans', () => {
  it.each<[string, [number, number, number][], number[]]>([
    ['no spans have no cells', [], []],
    ['both ends belong to a span', [[1, 1, 3]], [5, 6, 7]],
    [
      'spans that overlap count once',
      [
        [0, 0, 1],
        [0, 1, 2],
      ],
      [0, 1, 2],
    ],
  ])('%s', (_, spans, cells) => {
    expect(sorted(cellsOfSpans(spans, grid))).toEqual(cells);
  });
});

describe('shares', () => {
  it.each([
    ['nothing lies in anything by no share', [], [1, 2], 0, 0],
    ['nothing lies in nothing', [1, 2], [], 0, 0],
    ['half of it lies inside', [1, 2], [2, 3, 4], 1, 0.5],
    ['all of it lies inside', [2], [2, 3, 4], 1, 1],
  ])('%s', (_, inner, outer, count, share) => {
    expect(shared(new Set(inner), new Set(outer))).toBe(count);
    expect(shareInside(new Set(inner), new Set(outer))).toBe(share);
  });
});

describe('isInside', () => {
  it.each([
    ['inside', 0.25, 0.5, true],
    ['outside', 0.75, 0.5, false],
    ['on the left edge is inside', 0, 0.5, true],
    ['on the right edge is outside, so that neighbours do not share it', 0.5, 0.5, false],
  ])('%s', (_, x, y, expected) => {
    expect(isInside(leftHalf, x, y)).toBe(expected);
  });
});
