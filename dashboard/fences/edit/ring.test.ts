// The rings of a fence, and their changes.
import { describe, expect, test } from 'vitest';
import type { FenceFile, Point } from '../../../contracts/index.ts';
import { createFence } from '../../testing/sample-fences.ts';
import {
  insertPoint,
  movePoint,
  parseRingKey,
  pointsOf,
  removePoint,
  ringKey,
  ringsOf,
  shiftRing,
  tidyPoint,
  withoutRing,
  withRing,
  type RingRef,
} from './ring.ts';

const square: Point[] = [
  [0.2, 0.2],
  [0.6, 0.2],
  [0.6, 0.6],
  [0.2, 0.6],
];
const small: Point[] = [
  [0.3, 0.3],
  [0.4, 0.3],
  [0.4, 0.4],
];
const hole: RingRef = { part: 'hole', index: 0 };
const permit: RingRef = { part: 'permit', index: 1 };
const full: FenceFile = createFence({
  polygon: square,
  holes: [small],
  permits: [{ holder: 'A' }, { holder: 'B', polygon: small }],
});

describe('the rings of a fence', () => {
  test('without any point are none', () => {
    expect(ringsOf(createFence({ polygon: [] }))).toEqual([]);
  });

  test('are the outline, the holes, and the permits that have an area of their own', () => {
    expect(ringsOf(full).map(ringKey)).toEqual(['outline', 'hole-0', 'permit-1']);
  });

  test.each<[string, RingRef]>([
    ['outline', { part: 'outline' }],
    ['hole-12', { part: 'hole', index: 12 }],
    ['permit-0', { part: 'permit', index: 0 }],
  ])('are named %s, and found by that name', (key, ring) => {
    expect(ringKey(ring)).toBe(key);
    expect(parseRingKey(key)).toEqual(ring);
  });

  test.each(['', 'hole', 'hole-', 'hole-x', 'wall-1'])('are not found by the name "%s"', (key) => {
    expect(parseRingKey(key)).toBeNull();
  });

  test('that do not exist have no points', () => {
    expect(pointsOf(full, { part: 'hole', index: 7 })).toEqual([]);
    expect(pointsOf(full, { part: 'permit', index: 0 })).toEqual([]);
    expect(pointsOf(createFence(), hole)).toEqual([]);
  });

  test('can be replaced one by one', () => {
    for (const ring of [{ part: 'outline' } as const, hole, permit]) {
      const changed = withRing(full, ring, square.toReversed());
      expect(pointsOf(changed, ring)).toEqual(square.toReversed());
      expect(ringsOf(changed)).toEqual(ringsOf(full));
    }
  });

  test('get another hole at the index after the last', () => {
    const added = withRing(full, { part: 'hole', index: 1 }, square);
    expect(added.holes).toEqual([small, square]);
    expect(withRing(createFence(), hole, small).holes).toEqual([small]);
  });

  test('lose a hole without leaving an empty list', () => {
    expect('holes' in withoutRing(full, hole)).toBe(false);
    const two = withRing(full, { part: 'hole', index: 1 }, square);
    expect(withoutRing(two, hole).holes).toEqual([square]);
  });

  test('lose the area of a permit, which then applies to the whole fence', () => {
    expect(withoutRing(full, permit).permits).toEqual([{ holder: 'A' }, { holder: 'B' }]);
  });

  test('lose the outline, which must be drawn again', () => {
    expect(withoutRing(full, { part: 'outline' }).polygon).toEqual([]);
  });
});

describe('a point', () => {
  test.each<[string, Point, Point]>([
    ['inside stays', [0.5, 0.25], [0.5, 0.25]],
    ['outside comes to the border', [-0.2, 1.7], [0, 1]],
    ['is kept to a ten-thousandth', [0.123456, 0.99996], [0.1235, 1]],
  ])('%s', (_, point, tidied) => {
    expect(tidyPoint(point)).toEqual(tidied);
  });

  test('moves alone, and stays within the picture', () => {
    expect(movePoint(square, 1, [0.7, 0.1])).toEqual([square[0], [0.7, 0.1], square[2], square[3]]);
    expect(movePoint(square, 0, [-1, 2])[0]).toEqual([0, 1]);
    expect(movePoint([], 0, [0.5, 0.5])).toEqual([]);
  });

  test('is added in the middle of its edge, or at a given place', () => {
    expect(insertPoint(square, 0)[1]).toEqual([0.4, 0.2]);
    expect(insertPoint(square, 3).at(-1)).toEqual([0.2, 0.4]);
    expect(insertPoint(square, 1, [0.65, 0.4])[2]).toEqual([0.65, 0.4]);
  });

  test('is removed', () => {
    expect(removePoint(square, 2)).toEqual([square[0], square[1], square[3]]);
  });
});

describe('a ring that is moved', () => {
  test.each<[string, Point, Point]>([
    ['goes as far as it is said', [0.1, -0.1], [0.3, 0.1]],
    ['stops at the right border with its shape kept', [0.9, 0], [0.6, 0.2]],
    ['stops at the upper border with its shape kept', [0, -0.9], [0.2, 0]],
    ['stays where nothing is said', [0, 0], [0.2, 0.2]],
  ])('%s', (_, by, corner) => {
    const moved = shiftRing(square, by);
    expect(moved[0]).toEqual(corner);
    expect(moved[2]![0] - moved[0]![0]).toBeCloseTo(0.4);
    expect(moved[2]![1] - moved[0]![1]).toBeCloseTo(0.4);
  });

  test('without points stays empty', () => {
    expect(shiftRing([], [0.1, 0.1])).toEqual([]);
  });
});
