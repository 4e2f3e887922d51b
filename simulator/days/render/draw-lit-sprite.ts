// Draws a sprite over the linear picture in the light at its ground point. Takes the raster, its position and light; a swaying crown
// is sheared row by row.
import { picture } from './picture-map.ts';
import type { SpriteRaster } from './sprite-raster.ts';
import type { Colour } from './light.ts';

export interface LitSprite {
  readonly left: number;
  readonly top: number;
  readonly isMirrored: boolean;
  readonly opacity: number;
  /** How far the top leans to the right, pixels. */
  readonly bend: number;
  readonly light: Colour;
}

export function drawLitSprite(
  linear: Float32Array,
  { width, height, colour, alpha }: SpriteRaster,
  { left, top, isMirrored, opacity, bend, light }: LitSprite,
): void {
  const { width: wide, height: high } = picture;
  for (let row = Math.max(0, -top); row < height && row + top < high; row++) {
    const lean = bend === 0 ? 0 : Math.round(bend * (1 - row / height) ** 2);
    for (let column = 0; column < width; column++) {
      const x = left + column + lean;
      if (x < 0 || x >= wide) continue;
      const from = row * width + (isMirrored ? width - 1 - column : column);
      const cover = alpha[from]! * opacity;
      if (cover < 0.01) continue;
      const to = ((row + top) * wide + x) * 3;
      for (let channel = 0; channel < 3; channel++)
        linear[to + channel] =
          linear[to + channel]! * (1 - cover) +
          colour[from * 3 + channel]! * light[channel]! * cover;
    }
  }
}
