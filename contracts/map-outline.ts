// Positions on the earth and the outline of a cell. Positions are WGS-84, longitude first. An outline is a list of rings that do
// not repeat their first point; what lies in an odd number of rings is inside, so holes and separate parts are rings too.
import { z } from 'zod';

/** The map is a Mercator map, which ends at this latitude. */
const maxLatitude = 85;
export const positionSchema = z.tuple([
  z.number().min(-180).max(180),
  z.number().min(-maxLatitude).max(maxLatitude),
]);
/** `[longitude, latitude]` in degrees. */
export type Position = z.infer<typeof positionSchema>;
export type Ring = Position[];

export const maxRings = 100;
/** Of all rings of an outline together. */
export const maxOutlinePoints = 5000;

export const outlineFaultCodes = [
  'too-few-points',
  'too-many-points',
  'outside-earth',
  'repeated-point',
  'crosses-itself',
  'no-area',
] as const;
export type OutlineFaultCode = (typeof outlineFaultCodes)[number];
export interface OutlineFault {
  code: OutlineFaultCode;
  /** Ring and point, counted from 1. */
  ring: number;
  point?: number;
  got: string;
}

const words: Record<OutlineFaultCode, string> = {
  'too-few-points': 'expected at least 3 points in a ring',
  'too-many-points': `expected at most ${maxOutlinePoints} points in ${maxRings} rings`,
  'outside-earth': 'expected longitude -180..180, then latitude -85..85',
  'repeated-point': 'expected each point once in a row; a ring closes by itself',
  'crosses-itself': 'expected an outline that does not cross itself',
  'no-area': 'expected an outline with an area',
};

export function outlineFaultText({ code, ring, point, got }: OutlineFault): string {
  const where = point === undefined ? `ring ${ring}` : `ring ${ring}, point ${point}`;
  return `${words[code]}, got ${got} (${where})`;
}

export const outlineSchema = z
  .array(z.array(positionSchema).max(maxOutlinePoints))
  .min(1)
  .max(maxRings, { abort: true })
  .superRefine((rings, context) => {
    const fault = outlineFault(rings);
    if (fault) context.addIssue({ code: 'custom', message: outlineFaultText(fault) });
  });

/** The first fault of an outline, or null. */
export function outlineFault(rings: readonly Ring[]): OutlineFault | null {
  const count = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (count > maxOutlinePoints || rings.length > maxRings)
    return { code: 'too-many-points', ring: 1, got: `${count} in ${rings.length}` };
  for (const [index, ring] of rings.entries()) {
    const fault = ringFault(ring, index + 1);
    if (fault) return fault;
  }
  return crossingFault(rings) ?? flatFault(rings);
}

function ringFault(ring: Ring, number: number): OutlineFault | null {
  if (ring.length < 3) return { code: 'too-few-points', ring: number, got: String(ring.length) };
  const outside = ring.findIndex((one) => !positionSchema.safeParse(one).success);
  if (outside >= 0) return faultAt('outside-earth', number, ring, outside);
  const repeated = ring.findIndex((one, index) => isSame(one, next(ring, index)));
  if (repeated >= 0) return faultAt('repeated-point', number, ring, repeated);
  return null;
}

/** Checked after crossings, because the two halves of a bow tie cancel out to zero. */
function flatFault(rings: readonly Ring[]): OutlineFault | null {
  // A square metre or so.
  const index = rings.findIndex((ring) => Math.abs(degreesOfArea(ring)) < 1e-10);
  return index < 0 ? null : { code: 'no-area', ring: index + 1, got: 'none' };
}

function faultAt(code: OutlineFaultCode, ring: number, points: Ring, index: number): OutlineFault {
  return { code, ring, point: index + 1, got: `[${(points[index] ?? []).join(', ')}]` };
}

interface Edge {
  ring: number;
  point: number;
  a: Position;
  b: Position;
  left: number;
  right: number;
}

/** Edges sorted by their left ends: only edges that share a longitude are compared. */
function crossingFault(rings: readonly Ring[]): OutlineFault | null {
  const edges = rings.flatMap((ring, at) => edgesOf(ring, at + 1)).sort((e, f) => e.left - f.left);
  for (const [index, edge] of edges.entries()) {
    for (let other = index + 1; other < edges.length; other++) {
      const candidate = edges[other];
      if (candidate === undefined || candidate.left > edge.right) break;
      if (!cross(edge, candidate)) continue;
      const { ring, point, a } = edge.point < candidate.point ? edge : candidate;
      return { code: 'crosses-itself', ring, point, got: `[${a.join(', ')}]` };
    }
  }
  return null;
}

function edgesOf(ring: Ring, number: number): Edge[] {
  return ring.map((a, index) => {
    const b = next(ring, index);
    const [left, right] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
    return { ring: number, point: index + 1, a, b, left, right };
  });
}

/** Touching is allowed: neighbours share points, and holes may touch the outside. */
function cross({ a, b }: Edge, { a: c, b: d }: Edge): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function turn(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

/** In square degrees; positive when counter-clockwise. */
export function degreesOfArea(ring: Ring): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  return ring.reduce((sum, [x, y], index) => {
    const [nx, ny] = next(ring, index);
    return sum + ((x - x0) * (ny - y0) - (nx - x0) * (y - y0)) / 2;
  }, 0);
}

export function isInOutline(rings: readonly Ring[], [x, y]: Position): boolean {
  let inside = false;
  for (const ring of rings)
    ring.forEach(([ax, ay], index) => {
      const [bx, by] = next(ring, index);
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    });
  return inside;
}

function next(ring: Ring, index: number): Position {
  return ring[(index + 1) % ring.length] ?? [0, 0];
}

function isSame([ax, ay]: Position, [bx, by]: Position): boolean {
  return ax === bx && ay === by;
}
