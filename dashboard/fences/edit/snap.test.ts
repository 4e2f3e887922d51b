// Points snap to near points and edges, by the same distance on screen in both directions.
import { describe, expect, test } from 'vitest';
import type { Point } from '../../../contracts/index.ts';
import { createFence } from '../../testing/sample-fences.ts';
import { footOn, snapPoint, snapTargets } from './snap.ts';

const square: Point[] = [
  [0.2, 0.2],
  [0.6, 0.2],
  [0.6, 0.6],
  [0.2, 0.6],
];
const other = createFence({ id: 'other', polygon: square });
const mine = createFence({
  polygon: [
    [0.8, 0.8],
    [0.9, 0.8],
    [0.9, 0.9],
  ],
});
const reach = { x: 0.01, y: 0.02 };
const targets = snapTargets(mine, { part: 'outline' }, [other]);

describe('a point', () => {
  test.each<[string, Point, Point, 'point' | 'edge' | 'border' | null]>([
    ['far from everything stays', [0.4, 0.4], [0.4, 0.4], null],
    ['near a corner of another fence goes onto it', [0.605, 0.21], [0.6, 0.2], 'point'],
    ['near an edge goes onto the edge', [0.4, 0.21], [0.4, 0.2], 'edge'],
    ['nearer to a corner than to its edges takes the corner', [0.2, 0.21], [0.2, 0.2], 'point'],
    ['near the left border goes onto it', [0.004, 0.5], [0, 0.5], 'border'],
    ['near a corner of the picture goes into it', [0.995, 0.99], [1, 1], 'border'],
    ['a little farther than the reach stays', [0.4, 0.221], [0.4, 0.221], null],
    ['within the reach of one direction only stays', [0.611, 0.2], [0.611, 0.2], null],
  ])('%s', (_, at, expected, to) => {
    const snap = snapPoint(at, targets, reach);
    expect(snap.to).toBe(to);
    expect(snap.at[0]).toBeCloseTo(expected[0], 6);
    expect(snap.at[1]).toBeCloseTo(expected[1], 6);
  });

  test('has only the border when there is nothing else', () => {
    const none = { points: [], edges: [] };
    expect(snapPoint([0.5, 0.5], none, reach)).toEqual({ at: [0.5, 0.5], to: null });
    expect(snapPoint([0.5, 0.01], none, reach)).toEqual({ at: [0.5, 0], to: 'border' });
  });
});

describe('what a point can snap to', () => {
  test('is never its own ring, which would then touch itself', () => {
    expect(targets.points).toEqual(square);
    expect(targets.edges).toHaveLength(4);
  });

  test('is the rest of its own fence', () => {
    const hole: Point[] = [
      [0.82, 0.81],
      [0.84, 0.81],
      [0.84, 0.83],
    ];
    const fence = { ...mine, holes: [hole] };
    expect(snapTargets(fence, { part: 'outline' }, []).points).toEqual(hole);
    expect(snapTargets(fence, { part: 'hole', index: 0 }, []).points).toEqual(mine.polygon);
    expect(snapTargets(fence, null, []).points).toEqual([...mine.polygon, ...hole]);
  });

  test('is empty without other shapes', () => {
    expect(snapTargets(createFence({ polygon: [] }), null, [])).toEqual({ points: [], edges: [] });
  });
});

describe('the nearest place of an edge', () => {
  test.each<[string, Point, Point]>([
    ['beside it is straight across', [0.3, 0.4], [0.3, 0.2]],
    ['beyond its end is the end', [0.9, 0.2], [0.6, 0.2]],
    ['before its start is the start', [0.1, 0.3], [0.2, 0.2]],
  ])('%s', (_, at, foot) => {
    const found = footOn(at, [0.2, 0.2], [0.6, 0.2], { x: 1, y: 1 });
    expect(found[0]).toBeCloseTo(foot[0]);
    expect(found[1]).toBeCloseTo(foot[1]);
  });

  test('of an edge without length is its point', () => {
    expect(footOn([0.5, 0.5], [0.1, 0.1], [0.1, 0.1], { x: 1, y: 1 })).toEqual([0.1, 0.1]);
  });
});
