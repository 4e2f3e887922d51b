// Snaps a point to something near: a point, an edge, the border of the picture. Takes the distance in shares of the picture, so
// that it is the same on screen at every zoom.
import type { FenceFile, Point } from '../../../contracts/index.ts';
import { pointsOf, ringKey, ringsOf, type RingRef } from './ring.ts';

export interface SnapTargets {
  points: readonly Point[];
  edges: readonly (readonly [Point, Point])[];
}
/** How near counts as near, in shares of the picture's width and height. */
export interface Reach {
  x: number;
  y: number;
}
export interface Snap {
  at: Point;
  to: 'point' | 'edge' | 'border' | null;
}

export function snapPoint(at: Point, targets: SnapTargets, reach: Reach): Snap {
  const point = nearest(at, targets.points, reach);
  if (point) return { at: point, to: 'point' };
  const feet = targets.edges.map(([from, to]) => footOn(at, from, to, reach));
  const foot = nearest(at, feet, reach);
  if (foot) return { at: foot, to: 'edge' };
  const border: Point = [toBorder(at[0], reach.x), toBorder(at[1], reach.y)];
  const moved = border[0] !== at[0] || border[1] !== at[1];
  return { at: border, to: moved ? 'border' : null };
}

/** Everything in these fences and in the rest of this fence. A ring never snaps to itself. */
export function snapTargets(
  fence: FenceFile,
  moving: RingRef | null,
  others: readonly FenceFile[],
): SnapTargets {
  const own = ringsOf(fence)
    .filter((ring) => moving === null || ringKey(ring) !== ringKey(moving))
    .map((ring) => pointsOf(fence, ring));
  const rings = [
    ...own,
    ...others.flatMap((other) => ringsOf(other).map((r) => pointsOf(other, r))),
  ];
  return { points: rings.flat(), edges: rings.flatMap(edgesOf) };
}

function edgesOf(points: readonly Point[]): [Point, Point][] {
  return points.map((point, index) => [point, points[(index + 1) % points.length] ?? point]);
}

/** In units of the snap distance: 1 is just near enough. */
export function distance(a: Point, b: Point, reach: Reach): number {
  return Math.hypot((a[0] - b[0]) / reach.x, (a[1] - b[1]) / reach.y);
}

function nearest(at: Point, points: readonly Point[], reach: Reach): Point | null {
  let [best, bestDistance]: [Point | null, number] = [null, 1];
  for (const point of points) {
    const away = distance(at, point, reach);
    if (away <= bestDistance) {
      best = point;
      bestDistance = away;
    }
  }
  return best;
}

/** The point of the edge that is nearest on screen. */
export function footOn(at: Point, from: Point, to: Point, reach: Reach): Point {
  const ex = (to[0] - from[0]) / reach.x;
  const ey = (to[1] - from[1]) / reach.y;
  const px = (at[0] - from[0]) / reach.x;
  const py = (at[1] - from[1]) / reach.y;
  const length = ex * ex + ey * ey;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * ex + py * ey) / length));
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}

function toBorder(value: number, reach: number): number {
  if (value <= reach) return 0;
  return value >= 1 - reach ? 1 : value;
}
