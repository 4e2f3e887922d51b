// Shapes on a camera's picture. All coordinates are normalised: 0..1 of the picture's width and height, origin top left.
// Conversion from and to pixels happens once, at the camera.
import { z } from 'zod';

const unit = z.number().min(0).max(1);

/** A point as written in site files: `[x, y]`, each 0..1. */
export const pointSchema = z.tuple([unit, unit]);
export type Point = z.infer<typeof pointSchema>;

/** An axis-aligned box, top-left corner and size, each 0..1. */
export const boxSchema = z.strictObject({ x: unit, y: unit, width: unit, height: unit });
export type Box = z.infer<typeof boxSchema>;

const mostPoints = 200;

/** A simple polygon: at least three points, no point repeated in a row, no two edges crossing. The last point joins the first. */
export const polygonSchema = z
  .array(pointSchema)
  .min(3, { error: 'a polygon needs at least 3 points', abort: true })
  // Aborts here: the following check compares all pairs of edges, which is quadratic.
  .max(mostPoints, {
    error: ({ input }) =>
      `a polygon may have at most ${mostPoints} points, got ${(input as unknown[]).length}`,
    abort: true,
  })
  .superRefine((points, context) => {
    const message = polygonFault(points);
    if (message) context.addIssue({ code: 'custom', message });
  });
export type Polygon = z.infer<typeof polygonSchema>;

function polygonFault(points: readonly Point[]): string | null {
  const repeated = points.findIndex((point, index) => samePoint(point, at(points, index + 1)));
  if (repeated === points.length - 1)
    return 'the last point repeats the first: leave it out, the polygon closes by itself';
  if (repeated >= 0) return `point ${repeated + 1} repeats point ${repeated}`;
  const crossing = findCrossing(points);
  if (crossing)
    return `polygon crosses itself: the edge after point ${crossing[0]} meets the edge after point ${crossing[1]}`;
  return Math.abs(signedArea(points)) < 1e-6 ? 'polygon has no area' : null;
}

/** Even-odd rule: a point on an edge belongs to one side only, so that neighbours do not share it. */
export function isInside(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  let [ax, ay] = polygon.at(-1) ?? [0, 0];
  for (const [bx, by] of polygon) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    ax = bx;
    ay = by;
  }
  return inside;
}

/** Shoelace area in units of the whole picture; positive when clockwise on screen. */
export function signedArea(points: readonly Point[]): number {
  return points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = at(points, index + 1);
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

/** Indexes of the first two edges that cross, touch without being neighbours, or overlap; or null. */
export function findCrossing(points: readonly Point[]): [number, number] | null {
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++) if (edgesMeet(points, i, j)) return [i, j];
  return null;
}

/** Whether the edges after points i < j of a closed ring cross, touch without being neighbours, or overlap. */
export function edgesMeet(points: readonly Point[], i: number, j: number): boolean {
  if (j === i + 1) return turnsBack(at(points, i), at(points, j), at(points, j + 1));
  if (i === 0 && j === points.length - 1)
    return turnsBack(at(points, j), at(points, 0), at(points, 1));
  return segmentsMeet(at(points, i), at(points, i + 1), at(points, j), at(points, j + 1));
}

/** Whether the path a → b → c turns straight back on itself. */
function turnsBack(a: Point, b: Point, c: Point): boolean {
  const ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
  return turn(a, b, c) === 0 && ahead < 0;
}

function samePoint([ax, ay]: Point, [bx, by]: Point): boolean {
  return ax === bx && ay === by;
}

function at(points: readonly Point[], index: number): Point {
  return points[index % points.length] ?? [0, 0];
}

function segmentsMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  const abc = turn(a, b, c);
  const abd = turn(a, b, d);
  const cda = turn(c, d, a);
  const cdb = turn(c, d, b);
  if (abc * abd < 0 && cda * cdb < 0) return true;
  return (
    (abc === 0 && within(a, b, c)) ||
    (abd === 0 && within(a, b, d)) ||
    (cda === 0 && within(c, d, a)) ||
    (cdb === 0 && within(c, d, b))
  );
}

function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}

function within([ax, ay]: Point, [bx, by]: Point, [px, py]: Point): boolean {
  return (
    px >= Math.min(ax, bx) &&
    px <= Math.max(ax, bx) &&
    py >= Math.min(ay, by) &&
    py <= Math.max(ay, by)
  );
}
