// A fence's outline after a shift, clipped at the picture's border, as dispatch will store it.
import { signedArea, type Point } from '../../contracts/index.ts';
import type { Shift } from './moved-view-state.ts';

/** Dispatch refuses a fence of which less than this share remains. */
const smallestShareLeft = 0.5;

export function shiftOutline(points: readonly Point[], { x, y }: Shift): Point[] {
  const inPicture = (value: number) => Math.min(1, Math.max(0, value));
  return points.map(([px, py]) => [inPicture(px + x), inPicture(py + y)]);
}

export function leavesPicture(points: readonly Point[], shift: Shift): boolean {
  const before = Math.abs(signedArea(points));
  return Math.abs(signedArea(shiftOutline(points, shift))) < smallestShareLeft * before;
}
