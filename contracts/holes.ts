// Holes of a polygon: parts that do not belong to the fence. Each lies inside the polygon and apart from the others; they may
// touch, since operators draw along existing lines.
import { isInside, signedArea, type Point, type Polygon } from './geometry.ts';

export interface HoleFault {
  /** Index of the hole. */
  readonly index: number;
  readonly message: string;
}

/** Points closer to a line than this are on it: less than a thousandth of a pixel. */
const touchDistance = 1e-7;

/** The faults of each hole, and of all of them together; none when they fit. */
export function holeFaults(polygon: Polygon, holes: readonly Polygon[]): HoleFault[] {
  const faults = holes.flatMap((hole, index): HoleFault[] => {
    const message = holeFault(polygon, hole, holes.slice(0, index));
    return message === null ? [] : [{ index, message }];
  });
  if (faults.length > 0 || holes.length === 0) return faults;
  const left = Math.abs(signedArea(polygon)) - sum(holes.map((hole) => Math.abs(signedArea(hole))));
  const message = 'expected holes that leave something of the polygon, got holes that take all';
  return left > 1e-6 ? [] : [{ index: holes.length - 1, message }];
}

function holeFault(polygon: Polygon, hole: Polygon, others: readonly Polygon[]): string | null {
  const outside = boundaryPieces(hole, polygon).find((point) => sideOf(polygon, point) === 'out');
  if (outside)
    return `expected a hole within the polygon, got one that leaves it near ${textOf(outside)}`;
  const other = others.findIndex((one) => overlap(one, hole));
  return other < 0
    ? null
    : `expected a hole apart from the others, got one that meets hole ${other}`;
}

/** Whether two polygons share more than parts of their outlines. */
function overlap(a: Polygon, b: Polygon): boolean {
  if (!boundsMeet(a, b)) return false;
  const sides = boundaryPieces(a, b).map((point) => sideOf(b, point));
  if (sides.includes('in') || sides.every((side) => side === 'on')) return true;
  return boundaryPieces(b, a).some((point) => sideOf(a, point) === 'in');
}

/** The outline of `polygon` is cut where it meets `other`. Returns the middle of each piece, which represents the piece. */
function boundaryPieces(polygon: Polygon, other: Polygon): Point[] {
  return edgesOf(polygon).flatMap(([a, b]) => {
    const cuts = edgesOf(other).flatMap((edge) => meetings([a, b], edge));
    const ends = [0, ...cuts.sort((s, t) => s - t), 1];
    return ends.slice(1).flatMap((end, index): Point[] => {
      const middle = (end + (ends[index] ?? 0)) / 2;
      const isPoint = (end - (ends[index] ?? 0)) * length(a, b) < touchDistance;
      return isPoint ? [] : [[a[0] + (b[0] - a[0]) * middle, a[1] + (b[1] - a[1]) * middle]];
    });
  });
}

type Edge = readonly [Point, Point];

/** Where on `a → b`, as shares of its length, the edge `c → d` meets it. */
function meetings([a, b]: Edge, [c, d]: Edge): number[] {
  const along: Point = [b[0] - a[0], b[1] - a[1]];
  const other: Point = [d[0] - c[0], d[1] - c[1]];
  const lean = cross(along, other);
  if (Math.abs(lean) < 1e-12)
    return [c, d]
      .filter((point) => distance([a, b], point) < touchDistance)
      .map((point) => shareAlong(a, along, point));
  const gap: Point = [c[0] - a[0], c[1] - a[1]];
  const share = cross(gap, other) / lean;
  const onOther = cross(gap, along) / lean;
  const slack = touchDistance / length(c, d);
  const meet = share > 0 && share < 1 && onOther > -slack && onOther < 1 + slack;
  return meet ? [share] : [];
}

function sideOf(polygon: Polygon, point: Point): 'in' | 'on' | 'out' {
  if (edgesOf(polygon).some((edge) => distance(edge, point) < touchDistance)) return 'on';
  return isInside(polygon, ...point) ? 'in' : 'out';
}

function distance([a, b]: Edge, point: Point): number {
  const along: Point = [b[0] - a[0], b[1] - a[1]];
  const share = shareAlong(a, along, point);
  return length(point, [a[0] + along[0] * share, a[1] + along[1] * share]);
}

function shareAlong(a: Point, along: Point, [x, y]: Point): number {
  const share = ((x - a[0]) * along[0] + (y - a[1]) * along[1]) / (along[0] ** 2 + along[1] ** 2);
  return Math.min(1, Math.max(0, share));
}

function edgesOf(polygon: Polygon): Edge[] {
  return polygon.map((point, index) => [point, polygon[(index + 1) % polygon.length] ?? point]);
}

function boundsMeet(a: Polygon, b: Polygon): boolean {
  return [0, 1].every((axis) => {
    const [one, two] = [a, b].map((points) => points.map((point) => point[axis] ?? 0));
    return (
      Math.min(...(one ?? [])) < Math.max(...(two ?? [])) &&
      Math.min(...(two ?? [])) < Math.max(...(one ?? []))
    );
  });
}

function cross([ax, ay]: Point, [bx, by]: Point): number {
  return ax * by - ay * bx;
}

function length([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(bx - ax, by - ay);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function textOf([x, y]: Point): string {
  return `[${x.toFixed(3)}, ${y.toFixed(3)}]`;
}
