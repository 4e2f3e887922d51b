// The similarity of two pictures in a patch, independent of light: Pearson's correlation of their luma. Used by the estimate of light and
// by view health.
import type { Planes } from './planes.ts';

/** In pixels; right and bottom are the first ones outside. The patch with its shift must lie in both pictures. */
export interface Patch {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The displacement of the patch in the present picture. */
  readonly shift?: { readonly x: number; readonly y: number };
  /** Uses every n-th pixel in both directions. */
  readonly every?: number;
}

export interface Correlation {
  /** −1..1; 0 where one of the two is plain. */
  readonly value: number;
  /** Standard deviation of the former luma, a measure of its structure. */
  readonly spread: number;
}

const plainVariance = 1e-9;

export function correlateLuma(now: Planes, before: Planes, patch: Patch): Correlation {
  const { left, top, right, bottom, shift = { x: 0, y: 0 }, every = 1 } = patch;
  const offset = shift.y * now.width + shift.x;
  let count = 0;
  let a = 0;
  let b = 0;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let row = top; row < bottom; row += every) {
    for (let column = left; column < right; column += every) {
      const pixel = row * now.width + column;
      const there = now.luma[pixel + offset]!;
      const here = before.luma[pixel]!;
      a += there;
      b += here;
      ab += there * here;
      aa += there * there;
      bb += here * here;
      count++;
    }
  }
  return correlationOf({ a, b, ab, aa, bb }, Math.max(1, count));
}

interface Sums {
  a: number;
  b: number;
  ab: number;
  aa: number;
  bb: number;
}

function correlationOf({ a, b, ab, aa, bb }: Sums, count: number): Correlation {
  const varianceNow = aa / count - (a / count) ** 2;
  const varianceBefore = bb / count - (b / count) ** 2;
  const covariance = ab / count - (a * b) / count ** 2;
  const isPlain = varianceNow <= plainVariance || varianceBefore <= plainVariance;
  return {
    value: isPlain ? 0 : covariance / Math.sqrt(varianceNow * varianceBefore),
    spread: Math.sqrt(Math.max(0, varianceBefore)),
  };
}
