// Edits of an outline by hand. Pure. Points are named by ring and index.
import type { Position, Ring } from '../../../contracts/index.ts';

export interface PointRef {
  ring: number;
  index: number;
}

export function movePoint(outline: readonly Ring[], at: PointRef, to: Position): Ring[] {
  return withRing(outline, at.ring, (ring) =>
    ring.map((one, index) => (index === at.index ? to : one)),
  );
}

/** A ring that loses its third point is gone. */
export function removePoint(outline: readonly Ring[], at: PointRef): Ring[] {
  const left = withRing(outline, at.ring, (ring) => ring.filter((_, index) => index !== at.index));
  return left.filter(
    (ring, index) => index !== at.ring || ring.length >= 3 || outline.length === 1,
  );
}

/** The first three points in their order; every later one into the nearest edge, so that nothing crosses. */
export function addPoint(
  outline: readonly Ring[],
  to: Position,
): { outline: Ring[]; at: PointRef } {
  const [drawn = []] = outline;
  if (outline.length <= 1 && drawn.length < 3)
    return { outline: [[...drawn, to]], at: { ring: 0, index: drawn.length } };
  const { ring, index } = nearestEdge(outline, to);
  const next = withRing(outline, ring, (points) => points.toSpliced(index + 1, 0, to));
  return { outline: next, at: { ring, index: index + 1 } };
}

function nearestEdge(outline: readonly Ring[], to: Position): PointRef {
  let best: PointRef & { away: number } = { ring: 0, index: 0, away: Infinity };
  outline.forEach((points, ring) => {
    points.forEach((a, index) => {
      const away = distance(a, points[(index + 1) % points.length] ?? a, to);
      if (away < best.away) best = { ring, index, away };
    });
  });
  return best;
}

/** From a point to an edge, with degrees of longitude shortened as on the ground. */
function distance(a: Position, b: Position, p: Position): number {
  const shrink = Math.cos((p[1] * Math.PI) / 180);
  const [bx, by] = [(b[0] - a[0]) * shrink, b[1] - a[1]];
  const [px, py] = [(p[0] - a[0]) * shrink, p[1] - a[1]];
  const length = bx * bx + by * by;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, (px * bx + py * by) / length));
  return Math.hypot(px - share * bx, py - share * by);
}

function withRing(outline: readonly Ring[], at: number, edit: (ring: Ring) => Ring): Ring[] {
  return outline.map((ring, index) => (index === at ? edit(ring) : ring));
}

export function handleKey({ ring, index }: PointRef): string {
  return `handle/${ring}/${index}`;
}

export function parseHandle(key: string): PointRef | null {
  const [, ring, index] = /^handle\/(\d+)\/(\d+)$/.exec(key) ?? [];
  return ring === undefined || index === undefined
    ? null
    : { ring: Number(ring), index: Number(index) };
}

/** `118.30521, 36.81342` as people copy it, longitude first; null when it is something else. */
export function parsePosition(text: string): Position | null {
  const [, x, y] = /^\s*(-?\d+(?:\.\d+)?)\s*[,，;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (x === undefined || y === undefined) return null;
  const position: Position = [Number(x), Number(y)];
  return Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 85 ? position : null;
}

export function positionText([x, y]: Position): string {
  return `${x}, ${y}`;
}
