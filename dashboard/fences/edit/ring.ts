// A ring is one closed line of a fence: its outline, a hole, the area of a permit. Reads, replaces and changes the rings of an
// edited fence. Coordinates are shares of the picture, 0..1, four decimals.
import type { FenceFile, Point } from '../../../contracts/index.ts';

export type RingRef =
  | { part: 'outline' }
  /** An index after the last hole means a new hole. */
  | { part: 'hole'; index: number }
  | { part: 'permit'; index: number };

export const outline: RingRef = { part: 'outline' };
export const mostPoints = 200;

/** "outline", "hole-0", "permit-2" */
export function ringKey(ring: RingRef): string {
  return ring.part === 'outline' ? ring.part : `${ring.part}-${ring.index}`;
}

export function parseRingKey(key: string): RingRef | null {
  if (key === 'outline') return outline;
  const [, part, index] = /^(hole|permit)-(\d+)$/.exec(key) ?? [];
  if (part !== 'hole' && part !== 'permit') return null;
  return { part, index: Number(index) };
}

/** The points of a ring; none where the fence has no such ring. */
export function pointsOf(fence: FenceFile, ring: RingRef): readonly Point[] {
  if (ring.part === 'outline') return fence.polygon;
  if (ring.part === 'hole') return fence.holes?.[ring.index] ?? [];
  return fence.permits?.[ring.index]?.polygon ?? [];
}

/** The rings that have points, outline first. */
export function ringsOf(fence: FenceFile): RingRef[] {
  const holes = (fence.holes ?? []).map((_, index): RingRef => ({ part: 'hole', index }));
  const permits = (fence.permits ?? []).map((_, index): RingRef => ({ part: 'permit', index }));
  return [outline, ...holes, ...permits].filter((ring) => pointsOf(fence, ring).length > 0);
}

export function withRing(fence: FenceFile, ring: RingRef, points: readonly Point[]): FenceFile {
  const copy = [...points];
  if (ring.part === 'outline') return { ...fence, polygon: copy };
  if (ring.part === 'hole') {
    const holes = fence.holes ?? [];
    return {
      ...fence,
      holes: [...holes.slice(0, ring.index), copy, ...holes.slice(ring.index + 1)],
    };
  }
  const permits = (fence.permits ?? []).map((permit, index) =>
    index === ring.index ? { ...permit, polygon: copy } : permit,
  );
  return { ...fence, permits };
}

/** Removes a hole; lets a permit apply to the whole fence again; empties the outline. */
export function withoutRing(fence: FenceFile, ring: RingRef): FenceFile {
  if (ring.part === 'outline') return { ...fence, polygon: [] };
  if (ring.part === 'hole') {
    const { holes = [], ...rest } = fence;
    const left = holes.filter((_, index) => index !== ring.index);
    return left.length > 0 ? { ...rest, holes: left } : rest;
  }
  const permits = (fence.permits ?? []).map(({ polygon, ...permit }, index) =>
    index === ring.index || polygon === undefined ? permit : { ...permit, polygon },
  );
  return { ...fence, permits };
}

/** Within the picture, rounded to a ten-thousandth: a fifth of a pixel at 1080p. */
export function tidyPoint([x, y]: Point): Point {
  return [tidy(x), tidy(y)];
}

function tidy(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
}

export function movePoint(points: readonly Point[], index: number, to: Point): Point[] {
  return points.map((point, at) => (at === index ? tidyPoint(to) : point));
}

/** Moves all points equally, and stops when the outermost reaches the border. */
export function shiftRing(points: readonly Point[], [x, y]: Point): Point[] {
  const by: Point = [
    withinRoom(
      points.map((p) => p[0]),
      x,
    ),
    withinRoom(
      points.map((p) => p[1]),
      y,
    ),
  ];
  return points.map((point) => tidyPoint([point[0] + by[0], point[1] + by[1]]));
}

function withinRoom(values: readonly number[], by: number): number {
  return Math.max(-Math.min(...values), Math.min(1 - Math.max(...values), by));
}

/** Without `at` the new point is in the middle of the edge after the point. */
export function insertPoint(points: readonly Point[], after: number, at?: Point): Point[] {
  const added = at ?? middleOf(points, after);
  return [...points.slice(0, after + 1), tidyPoint(added), ...points.slice(after + 1)];
}

/** The middle of the edge that begins at this point. */
export function middleOf(points: readonly Point[], index: number): Point {
  const [x, y] = points[index] ?? [0, 0];
  const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
  return [(x + nextX) / 2, (y + nextY) / 2];
}

export function removePoint(points: readonly Point[], index: number): Point[] {
  return points.filter((_, at) => at !== index);
}

/** An initial rectangle, in the middle of the picture. */
export function startRectangle(): Point[] {
  return [
    [0.3, 0.4],
    [0.7, 0.4],
    [0.7, 0.8],
    [0.3, 0.8],
  ];
}
