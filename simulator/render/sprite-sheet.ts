// Draws every sprite once per size and caches it: a scene of a thousand frames needs some tens of drawings. Sizes are rounded to
// steps of 2.5 %, so that a pedestrian who approaches the camera needs few of them.
import sharp from 'sharp';
import { spriteDocument, type Sprite } from '../sprites/sprite.ts';
import { planesOfRgba, type SpritePlanes } from './planes.ts';

export interface SpriteSheet {
  /** @param metre pixels per metre where the sprite stands */
  get(sprite: Sprite, metre: number): Promise<SpritePlanes>;
  readonly size: number;
}

export function createSpriteSheet(): SpriteSheet {
  const drawn = new Map<string, Promise<SpritePlanes>>();
  return {
    get(sprite, metre) {
      const step = Math.round(Math.log(Math.max(1, metre)) / Math.log(1.025));
      const key = `${step} ${sprite.key}`;
      const planes = drawn.get(key) ?? drawSprite(sprite, 1.025 ** step);
      drawn.set(key, planes);
      return planes;
    },
    get size() {
      return drawn.size;
    },
  };
}

/** A camera's optics are soft: edges are blurred by about half a pixel. */
export async function drawRgba(
  document: string,
): Promise<{ rgba: Uint8Array; width: number; height: number }> {
  const { data, info } = await sharp(Buffer.from(document))
    .ensureAlpha()
    .blur(0.6)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { rgba: data, width: info.width, height: info.height };
}

async function drawSprite(sprite: Sprite, metre: number): Promise<SpritePlanes> {
  const { left, right, top, bottom } = sprite.extent;
  const even = (cm: number) => Math.max(2, 2 * Math.round((cm * metre) / 200));
  const { rgba, width, height } = await drawRgba(
    spriteDocument(sprite, { width: even(right - left), height: even(bottom - top) }),
  );
  return planesOfRgba(rgba, width, height);
}
