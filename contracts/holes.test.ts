// Holes: inside the polygon, apart from each other, and never the whole polygon.
import { describe, expect, it } from 'vitest';
import type { Polygon } from './geometry.ts';
import { holeFaults } from './holes.ts';

const rectangle = (left: number, top: number, right: number, bottom: number): Polygon => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const square = rectangle(0.2, 0.2, 0.8, 0.8);
/** An arch: the middle of its lower half is outside. */
const arch: Polygon = [
  [0.1, 0.1],
  [0.9, 0.1],
  [0.9, 0.9],
  [0.6, 0.9],
  [0.6, 0.5],
  [0.4, 0.5],
  [0.4, 0.9],
  [0.1, 0.9],
];

describe('holeFaults', () => {
  it.each<[string, Polygon, Polygon[]]>([
    ['no hole', square, []],
    ['a hole in the middle', square, [rectangle(0.4, 0.4, 0.6, 0.6)]],
    ['a hole the other way round', square, [rectangle(0.4, 0.4, 0.6, 0.6).toReversed()]],
    ['a hole along an edge', square, [rectangle(0.2, 0.3, 0.4, 0.5)]],
    ['a hole in a corner', square, [rectangle(0.2, 0.2, 0.4, 0.4)]],
    [
      'a hole that touches the outline with a point',
      square,
      [
        [
          [0.2, 0.5],
          [0.4, 0.4],
          [0.4, 0.6],
        ],
      ],
    ],
    [
      'two holes side by side',
      square,
      [rectangle(0.3, 0.3, 0.5, 0.5), rectangle(0.5, 0.3, 0.7, 0.5)],
    ],
    [
      'two holes corner to corner',
      square,
      [rectangle(0.3, 0.3, 0.5, 0.5), rectangle(0.5, 0.5, 0.7, 0.7)],
    ],
    ['a hole in one leg of an arch', arch, [rectangle(0.2, 0.4, 0.4, 0.8)]],
    ['half of it', square, [rectangle(0.2, 0.2, 0.5, 0.8)]],
    [
      'thirds that do not fall on round numbers',
      rectangle(0.1, 0.1, 0.4, 0.4),
      [rectangle(0.1, 0.1, 0.1 + 0.1 / 3, 0.4)],
    ],
  ])('accepts %s', (_, polygon, holes) => {
    expect(holeFaults(polygon, holes)).toEqual([]);
  });

  it.each<[string, Polygon, Polygon[], number, string]>([
    [
      'a hole outside',
      square,
      [rectangle(0.85, 0.85, 0.95, 0.95)],
      0,
      'expected a hole within the polygon, got one that leaves it near [0.900, 0.850]',
    ],
    [
      'a hole over the outline',
      square,
      [rectangle(0.4, 0.4, 0.6, 0.6), rectangle(0.7, 0.3, 0.9, 0.5)],
      1,
      'expected a hole within the polygon, got one that leaves it near [0.850, 0.300]',
    ],
    [
      'a hole with all its points inside that crosses a dent',
      arch,
      [rectangle(0.2, 0.6, 0.8, 0.8)],
      0,
      'expected a hole within the polygon, got one that leaves it near [0.500, 0.600]',
    ],
    [
      'a hole around the polygon',
      rectangle(0.4, 0.4, 0.6, 0.6),
      [square],
      0,
      'expected a hole within the polygon, got one that leaves it near [0.500, 0.200]',
    ],
    [
      'holes that cross',
      square,
      [rectangle(0.3, 0.3, 0.5, 0.5), rectangle(0.4, 0.4, 0.6, 0.6)],
      1,
      'expected a hole apart from the others, got one that meets hole 0',
    ],
    [
      'a hole in a hole',
      square,
      [rectangle(0.3, 0.3, 0.6, 0.6), rectangle(0.4, 0.4, 0.5, 0.5)],
      1,
      'expected a hole apart from the others, got one that meets hole 0',
    ],
    [
      'a hole around a hole',
      square,
      [rectangle(0.4, 0.4, 0.5, 0.5), rectangle(0.3, 0.3, 0.6, 0.6)],
      1,
      'expected a hole apart from the others, got one that meets hole 0',
    ],
    [
      'the same hole twice',
      square,
      [rectangle(0.4, 0.4, 0.5, 0.5), rectangle(0.4, 0.4, 0.5, 0.5)],
      1,
      'expected a hole apart from the others, got one that meets hole 0',
    ],
    [
      'a hole that is all of it',
      square,
      [square],
      0,
      'expected holes that leave something of the polygon, got holes that take all',
    ],
    [
      'two holes that are all of it',
      square,
      [rectangle(0.2, 0.2, 0.5, 0.8), rectangle(0.5, 0.2, 0.8, 0.8)],
      1,
      'expected holes that leave something of the polygon, got holes that take all',
    ],
  ])('refuses %s', (_, polygon, holes, index, message) => {
    expect(holeFaults(polygon, holes)).toEqual([{ index, message }]);
  });
});
