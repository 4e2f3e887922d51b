// Pointer gestures on the drawing area as pure steps, from press to release. Takes where the press began and where the pointer
// is; returns the change of the fence or of the view.
import type { FenceFile, Point } from '../../../contracts/index.ts';
import type { Drawing } from '../edit/edit-model.ts';
import type { EditAction } from '../edit/edit-state.ts';
import { middleOf, pointsOf, shiftRing, type RingRef } from '../edit/ring.ts';
import { distance, footOn, snapPoint, snapTargets, type Reach } from '../edit/snap.ts';
import type { Grip } from './grip.ts';
import { panBy, toPicture, zoomAt, type Size, type View } from '../edit/view.ts';

export type Drag =
  /** `grab` is the offset from the pointer to the point. */
  | { type: 'point'; ring: RingRef; point: number; grab: Point }
  | { type: 'ring'; ring: RingRef; points: readonly Point[]; from: Point }
  /** A press without movement selects `other`, another fence there. */
  | { type: 'pan'; from: Point; view: View; other: string | null }
  /** Adds a point on release, unless it becomes a pan. */
  | { type: 'tap'; from: Point; view: View }
  | { type: 'pinch'; from: Pair; view: View };

export type Pair = readonly [Point, Point];

/** The picture's rectangle on screen. */
export interface Stand {
  view: View;
  size: Size;
}

/** A movement of fewer CSS pixels counts as a press. */
const tapRoom = 6;
const snapRoom = 10;
const closeRoom = 16;
const repeatRoom = 4;

export function beginDrag(
  grip: Exclude<Grip, { on: 'picture' }>,
  at: Point,
  fence: FenceFile,
  stand: Stand,
): Drag {
  const { ring } = grip;
  const from = toPicture(stand.view, stand.size, at);
  const points = pointsOf(fence, ring);
  switch (grip.on) {
    case 'point': {
      const grab = minus(points[grip.point] ?? from, from);
      return { type: 'point', ring, point: grip.point, grab };
    }
    case 'middle': {
      const grab = minus(middleOf(points, grip.point), from);
      return { type: 'point', ring, point: grip.point + 1, grab };
    }
    case 'ring':
      return { type: 'ring', ring, points, from };
  }
}

export interface SnapSetting {
  fence: FenceFile;
  others: readonly FenceFile[];
}

/** The change of the fence by dragging a point or a ring; null when only the view changes. */
export function editOfDrag(
  drag: Drag,
  at: Point,
  stand: Stand,
  snap: SnapSetting | null,
): EditAction | null {
  const to = toPicture(stand.view, stand.size, at);
  if (drag.type === 'point') {
    const { ring, point, grab } = drag;
    const wanted: Point = [to[0] + grab[0], to[1] + grab[1]];
    return { type: 'move-point', ring, point, to: snapped(wanted, ring, stand, snap) };
  }
  if (drag.type !== 'ring') return null;
  const { ring, from, points } = drag;
  return { type: 'set-ring', ring, points: shiftRing(points, minus(to, from)) };
}

/** A point snaps to something near; `ring` is the one it belongs to. */
export function snapped(
  to: Point,
  ring: RingRef | null,
  { view, size }: Stand,
  snap: SnapSetting | null,
): Point {
  if (!snap) return to;
  const reach = reachOf(snapRoom, { view, size });
  return snapPoint(to, snapTargets(snap.fence, ring, snap.others), reach).at;
}

/** Converts a distance in screen pixels to shares of the picture. */
export function reachOf(pixels: number, { view, size }: Stand): Reach {
  return { x: pixels / (view.zoom * size.width), y: pixels / (view.zoom * size.height) };
}

/** Where the next point would be added while the mouse moves. */
export function hoverOf(at: Point, stand: Stand, snap: SnapSetting | null): EditAction {
  const to = toPicture(stand.view, stand.size, at);
  return { type: 'cursor', at: snapped(to, null, stand, snap) };
}

/** Near the first point closes the ring; near the last one is the same press again; else adds a point. */
export function tapOf(
  at: Point,
  { points }: Drawing,
  stand: Stand,
  snap: SnapSetting | null,
): EditAction | null {
  const to = toPicture(stand.view, stand.size, at);
  const first = points[0];
  const last = points.at(-1);
  if (first && points.length >= 3 && isNear(to, first, reachOf(closeRoom, stand)))
    return { type: 'close' };
  if (last && isNear(to, last, reachOf(repeatRoom, stand))) return null;
  return { type: 'set-point', at: snapped(to, null, stand, snap) };
}

/** The nearest place on the edges of a ring, with the point that its edge starts at; null when none is near. */
export function edgeNear(
  at: Point,
  fence: FenceFile,
  ring: RingRef,
  stand: Stand,
): { after: number; at: Point } | null {
  const to = toPicture(stand.view, stand.size, at);
  const reach = reachOf(closeRoom, stand);
  const points = pointsOf(fence, ring);
  const feet = points.map((from, after) => ({
    after,
    at: footOn(to, from, points[(after + 1) % points.length] ?? from, reach),
  }));
  const near = feet.filter((foot) => isNear(to, foot.at, reach));
  const away = (foot: { at: Point }) => distance(to, foot.at, reach);
  return near.sort((a, b) => away(a) - away(b))[0] ?? null;
}

function isNear(a: Point, b: Point, reach: Reach): boolean {
  return distance(a, b, reach) <= 1;
}

/** The view after this movement; unchanged when the movement means something else. */
export function viewOfDrag(drag: Drag, at: Point, size: Size): View | null {
  if (drag.type !== 'pan' && drag.type !== 'tap') return null;
  const { view, from } = drag;
  const scale = [view.zoom * size.width, view.zoom * size.height] as const;
  return panBy(view, [(from[0] - at[0]) / scale[0], (from[1] - at[1]) / scale[1]]);
}

/** Two fingers: the point between them stays between them. */
export function viewOfPinch(drag: Drag & { type: 'pinch' }, now: Pair, size: Size): View {
  const { from, view } = drag;
  const before = middle(from);
  const anchor = toPicture(view, size, before);
  const zoomed = zoomAt(view, spread(now) / Math.max(1, spread(from)), anchor);
  return (
    viewOfDrag({ type: 'pan', from: before, view: zoomed, other: null }, middle(now), size) ??
    zoomed
  );
}

export function isTap(from: Point, at: Point): boolean {
  return Math.hypot(at[0] - from[0], at[1] - from[1]) <= tapRoom;
}

function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1]];
}

function middle([a, b]: Pair): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function spread([a, b]: Pair): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
