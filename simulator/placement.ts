// A placement: one sprite at one place in one frame. The script creates them, the renderer draws them.
import type { Box, Point } from '../contracts/index.ts';
import { aspect, metreAt, type Ground } from './ground.ts';
import type { Sprite } from './sprites/sprite.ts';

export interface Placement {
  readonly sprite: Sprite;
  /** Where it touches the ground, in shares of the picture. */
  readonly at: Point;
  readonly isMirrored: boolean;
  /** 0..1, for objects that appear or leave. */
  readonly opacity: number;
}

/** The part of the picture that a placement covers, not clipped to it; shadows count. */
export function extentOf(
  { sprite: { extent }, at: [x, y], isMirrored }: Placement,
  ground: Ground,
): Box {
  const cm = metreAt(ground, y) / 100;
  const left = isMirrored ? -extent.right : extent.left;
  return {
    x: x + left * cm,
    y: y + extent.top * cm * aspect,
    width: (extent.right - extent.left) * cm,
    height: (extent.bottom - extent.top) * cm * aspect,
  };
}

/** Sorts far objects first: what is lower in the picture is nearer and covers them. */
export function byDepth(a: Placement, b: Placement): number {
  return a.at[1] - b.at[1];
}
