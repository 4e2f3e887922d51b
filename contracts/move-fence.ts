// Moves shapes with a camera that has been turned: by a shift of its picture, and cut where they would leave it. Takes a
// shape that was good; gives one that is good again, or says why there is none.
import { describeFaults, faultsOf, type Fault } from './faults.ts';
import { fenceFileSchema, type FenceFile } from './fence.ts';
import { polygonSchema, type Point, type Polygon } from './geometry.ts';

/** In shares of the picture's width and height; positive goes right and down. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

export type MovedPolygon =
  | { readonly ok: true; readonly polygon: Polygon }
  /** `left-the-picture`: nothing of it is left; `not-a-polygon`: what is left is none that could be drawn. */
  | {
      readonly ok: false;
      readonly reason: 'left-the-picture' | 'not-a-polygon';
      readonly message: string;
    };

export function shiftPolygon(polygon: Polygon, shift: Shift): MovedPolygon {
  const moved = polygon.map(([x, y]): Point => [tidy(x + shift.x), tidy(y + shift.y)]);
  const kept = tidied(borders.reduce(cutAt, moved));
  if (kept.length < 3)
    return {
      ok: false,
      reason: 'left-the-picture',
      message: 'nothing of it is left in the picture',
    };
  const parsed = polygonSchema.safeParse(kept);
  return parsed.success
    ? { ok: true, polygon: parsed.data }
    : { ok: false, reason: 'not-a-polygon', message: describeFaults(faultsOf(parsed.error)) };
}

export type MovedFence =
  | { readonly ok: true; readonly fence: FenceFile }
  /** Paths inside the fence. */
  | { readonly ok: false; readonly faults: Fault[] };

/** A written fence with its polygon, holes and permits moved. Holes and permits that leave the picture fall away. */
export function shiftFence(fence: FenceFile, shift: Shift): MovedFence {
  const outline = shiftPolygon(fence.polygon, shift);
  if (!outline.ok) return { ok: false, faults: [{ path: 'polygon', message: outline.message }] };
  const holes = fence.holes?.flatMap((hole) => whatStays(hole, shift));
  const permits = fence.permits?.flatMap((permit) => {
    if (!permit.polygon) return [permit];
    return whatStays(permit.polygon, shift).map((polygon) => ({ ...permit, polygon }));
  });
  const moved = {
    ...fence,
    polygon: outline.polygon,
    ...(holes && { holes }),
    ...(permits && { permits }),
  };
  const parsed = fenceFileSchema.safeParse(moved, { reportInput: true });
  return parsed.success
    ? { ok: true, fence: moved }
    : { ok: false, faults: faultsOf(parsed.error) };
}

function whatStays(polygon: Polygon, shift: Shift): Polygon[] {
  const moved = shiftPolygon(polygon, shift);
  return moved.ok ? [moved.polygon] : [];
}

/** One side of the picture: how far inside it a point is, negative when beyond. */
type Border = (point: Point) => number;
const borders: Border[] = [([x]) => x, ([x]) => 1 - x, ([, y]) => y, ([, y]) => 1 - y];

/** Cuts off what lies beyond one border: points inside stay, and each edge over the border is cut where it meets it. */
function cutAt(points: Point[], depth: Border): Point[] {
  return points.flatMap((point, index) => {
    const before = points.at(index - 1) ?? point;
    const [from, to] = [depth(before), depth(point)];
    const crossing: Point[] =
      from < 0 !== to < 0 ? [between(before, point, from / (from - to))] : [];
    return to < 0 ? crossing : [...crossing, point];
  });
}

function between([ax, ay]: Point, [bx, by]: Point, share: number): Point {
  return [clamped(tidy(ax + (bx - ax) * share)), clamped(tidy(ay + (by - ay) * share))];
}

/** Without points that repeat the one before. */
function tidied(points: Point[]): Point[] {
  return points.filter(([x, y], index) => {
    const [beforeX, beforeY] = points.at(index - 1) ?? [NaN, NaN];
    return points.length === 1 || x !== beforeX || y !== beforeY;
  });
}

/** A millionth of the picture is far below a pixel; more digits would only be noise in files that people read. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
