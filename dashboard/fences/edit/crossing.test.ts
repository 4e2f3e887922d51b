// Crossing edges are found while a ring is drawn and after it is closed, by the rule that refuses it when it is armed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCrossing, type Point } from '../../../contracts/index.ts';
import { crossingEdges } from './crossing.ts';

const bowTie: Point[] = [
  [0.1, 0.1],
  [0.9, 0.9],
  [0.9, 0.1],
  [0.1, 0.9],
];

describe('crossing edges', () => {
  test.each<[string, Point[], boolean, number[]]>([
    ['of nothing are none', [], true, []],
    ['of one point are none', [[0.5, 0.5]], true, []],
    ['of two points are none', bowTie.slice(0, 2), true, []],
    ['of a bow tie are its two diagonals', bowTie, true, [0, 2]],
    ['of an open line are found before it is closed', bowTie, false, [0, 2]],
    ['of an open line leave out the edge that would close it', [...bowTie.slice(0, 3)], false, []],
    [
      'that run straight back are both marked',
      [
        [0.1, 0.1],
        [0.9, 0.1],
        [0.5, 0.1],
      ],
      false,
      [0, 1],
    ],
  ])('%s', (_, points, isClosed, edges) => {
    expect(crossingEdges(points, isClosed)).toEqual(edges);
  });

  test('are there exactly when the contract refuses the ring for crossing itself', () => {
    const share = fc.integer({ min: 0, max: 8 }).map((value) => value / 8);
    const ring = fc.array(fc.tuple(share, share), { minLength: 3, maxLength: 7 });
    fc.assert(
      fc.property(ring, (points) => {
        expect(crossingEdges(points, true).length > 0).toBe(findCrossing(points) !== null);
      }),
      { numRuns: 300 },
    );
  });
});
