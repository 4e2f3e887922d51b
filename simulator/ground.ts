// The ground plane of a scene under a level camera: maps points of the picture to points of the ground, and gives the scale
// there. Pictures are normalised 0..1; ground points are metres: `x` to the right, `z` away.
import type { Point } from '../contracts/index.ts';

export interface Ground {
  /** The horizon, as a share of the picture's height. */
  readonly horizon: number;
  readonly cameraHeightM: number;
  /** Focal length as share of the picture's width. */
  readonly focal: number;
  /** Width over height of the picture. */
  readonly aspect: number;
}

export interface GroundPoint {
  readonly x: number;
  readonly z: number;
}

/** Pictures are drawn for 16:9. */
export const aspect = 16 / 9;

/** The share of the picture's width that one metre takes for an object whose foot is at height `y` of the picture. */
export function metreAt(ground: Ground, y: number): number {
  return Math.max(0, y - ground.horizon) / ground.aspect / ground.cameraHeightM;
}

export function toGround(ground: Ground, [x, y]: Point): GroundPoint {
  const z = ground.focal / Math.max(1e-6, metreAt(ground, y));
  return { x: ((x - 0.5) * z) / ground.focal, z };
}

export function toPicture(ground: Ground, point: GroundPoint): Point {
  const metre = ground.focal / point.z;
  return [0.5 + point.x * metre, ground.horizon + metre * ground.cameraHeightM * ground.aspect];
}

/** Metres between two points of the picture, along the ground. */
export function groundDistance(ground: Ground, from: Point, to: Point): number {
  const a = toGround(ground, from);
  const b = toGround(ground, to);
  return Math.hypot(a.x - b.x, a.z - b.z);
}
