// Lays a sprite over a frame, in place. Only the pixels that the sprite covers are touched.
import type { Planes, SpritePlanes } from './planes.ts';

export interface Spot {
  /** Pixel of the frame where the sprite's top left corner comes; may lie outside. */
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
  const fromRow = Math.max(0, -spot.top);
  const toRow = Math.min(sourceRows, targetRows - spot.top);
  const fromColumn = Math.max(0, -spot.left);
  const toColumn = Math.min(source.width, target.width - spot.left);
  const opacity = Math.round(spot.opacity * 257);
  const step = spot.isMirrored ? -1 : 1;
  for (let row = fromRow; row < toRow; row++) {
    let to = (row + spot.top) * target.width + spot.left + fromColumn;
    let from = row * source.width + (spot.isMirrored ? source.width - 1 - fromColumn : fromColumn);
    for (let column = fromColumn; column < toColumn; column++, to++, from += step) {
      const weight = (source.alpha[from] as number) * opacity;
      if (weight === 0) continue;
      const below = target.values[to] as number;
      target.values[to] =
        below + ((((source.values[from] as number) - below) * weight + 32768) >> 16);
    }
  }
}
