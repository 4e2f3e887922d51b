// Draws a sprite onto a frame, in place. Only the pixels that the sprite covers are touched.
import type { Planes, SpritePlanes } from './planes.ts';

export interface Spot {
  /** Pixel position of the sprite's top left corner in the frame; may lie outside. */
  readonly left: number;
  readonly top: number;
  readonly isMirrored: boolean;
  /** 0..1 */
  readonly opacity: number;
}

export function blend(frame: Planes, sprite: SpritePlanes, spot: Spot): void {
  const half = { ...spot, left: Math.floor(spot.left / 2), top: Math.floor(spot.top / 2) };
  const halfOf = (values: Uint8Array, { width }: Planes) => ({ values, width: width / 2 });
  blendPlane(
    { values: frame.y, width: frame.width },
    { values: sprite.y, width: sprite.width, alpha: sprite.alpha },
    spot,
  );
  for (const plane of ['u', 'v'] as const)
    blendPlane(
      halfOf(frame[plane], frame),
      { ...halfOf(sprite[plane], sprite), alpha: sprite.halfAlpha },
      half,
    );
}

interface Plane {
  readonly values: Uint8Array;
  readonly width: number;
}

function blendPlane(
  target: Plane,
  source: Plane & { readonly alpha: Uint8Array },
  spot: Spot,
): void {
  const targetRows = target.values.length / target.width;
  const sourceRows = source.values.length / source.width;
  const fromColumn = Math.max(0, -spot.left);
  const count = Math.min(source.width, target.width - spot.left) - fromColumn;
  const step = spot.isMirrored ? -1 : 1;
  const first = spot.isMirrored ? source.width - 1 - fromColumn : fromColumn;
  const run = { count, step, opacity: Math.round(spot.opacity * 257) };
  for (let row = Math.max(0, -spot.top); row < Math.min(sourceRows, targetRows - spot.top); row++) {
    const to = (row + spot.top) * target.width + spot.left + fromColumn;
    blendRow(target.values, source, { ...run, to, from: row * source.width + first });
  }
}

interface Run {
  readonly to: number;
  readonly from: number;
  readonly count: number;
  readonly step: number;
  /** 0..257, so that an opaque pixel at full opacity weighs 65535 of 65536. */
  readonly opacity: number;
}

/** The inner loop, small and monomorphic so that the engine compiles it well. */
function blendRow(
  target: Uint8Array,
  { values, alpha }: { readonly values: Uint8Array; readonly alpha: Uint8Array },
  { to, from, count, step, opacity }: Run,
): void {
  for (let index = 0, at = from; index < count; index++, at += step) {
    const weight = (alpha[at] as number) * opacity;
    if (weight === 0) continue;
    const below = target[to + index] as number;
    target[to + index] = below + ((((values[at] as number) - below) * weight + 32768) >> 16);
  }
}
