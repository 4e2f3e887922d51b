// Sprites as pixels with linear colours and opacity. Each is drawn once per size; sizes are rounded, so a day needs only some hundreds
// of drawings.
import { drawRgba } from '../../render/sprite-sheet.ts';
import { spriteDocument, type Sprite } from '../../sprites/sprite.ts';

export interface SpriteRaster {
  readonly width: number;
  readonly height: number;
  /** Linear RGB of each pixel, 0..1. */
  readonly colour: Float32Array;
  /** Opacity of each pixel, 0..1. */
  readonly alpha: Float32Array;
  readonly sprite: Sprite;
}

/** Converts 0..255 to linear light with a gamma of 2.2. */
export const linearOf = Float32Array.from({ length: 256 }, (_, value) => (value / 255) ** 2.2);
const mostKept = 3000;

export interface RasterSheet {
  /** @param metre pixels per metre at the sprite's ground point */
  get(sprite: Sprite, metre: number): Promise<SpriteRaster>;
}

export function createRasterSheet(): RasterSheet {
  const kept = new Map<string, Promise<SpriteRaster>>();
  return {
    get(sprite, metre) {
      const step = Math.round(Math.log(Math.max(1, metre)) / Math.log(1.06));
      const key = `${step} ${sprite.key}`;
      const known = kept.get(key) ?? draw(sprite, 1.06 ** step);
      if (kept.size > mostKept) kept.clear();
      kept.set(key, known);
      return known;
    },
  };
}

async function draw(sprite: Sprite, metre: number): Promise<SpriteRaster> {
  const { left, right, top, bottom } = sprite.extent;
  const length = (cm: number) => Math.max(2, Math.round((cm * metre) / 100));
  const size = { width: length(right - left), height: length(bottom - top) };
  const { rgba, width, height } = await drawRgba(spriteDocument(sprite, size));
  const count = width * height;
  const colour = Float32Array.from({ length: count * 3 }, (_, index) => {
    const value = rgba[Math.floor(index / 3) * 4 + (index % 3)] ?? 0;
    return linearOf[value]!;
  });
  const alpha = Float32Array.from({ length: count }, (_, at) => (rgba[at * 4 + 3] ?? 0) / 255);
  return { width, height, colour, alpha, sprite };
}
