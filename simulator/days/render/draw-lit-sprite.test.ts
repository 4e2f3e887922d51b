// How a sprite's pixels are drawn over the linear picture.
import { describe, expect, it } from 'vitest';
import { createLampPost } from '../../sprites/street-furniture.ts';
import { drawLitSprite, type LitSprite } from './draw-lit-sprite.ts';
import { picture, pixels } from './picture-map.ts';
import type { SpriteRaster } from './sprite-raster.ts';

const ground = 0.2;
/** Two pixels wide and two high: red and green above, blue and transparent below. */
const raster: SpriteRaster = {
  width: 2,
  height: 2,
  colour: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1),
  alpha: Float32Array.of(1, 1, 1, 0),
  sprite: createLampPost(),
};
const plain: LitSprite = {
  left: 10,
  top: 20,
  isMirrored: false,
  opacity: 1,
  bend: 0,
  light: [1, 1, 1],
};

/** Draws on grey ground; returns the pixels that changed, by `x,y`. */
function drawn(change: Partial<LitSprite> = {}, sprite = raster): Record<string, number[]> {
  const linear = new Float32Array(pixels * 3).fill(ground);
  drawLitSprite(linear, sprite, { ...plain, ...change });
  const found: Record<string, number[]> = {};
  for (let pixel = 0; pixel < pixels; pixel++) {
    const rgb = linear.subarray(pixel * 3, pixel * 3 + 3);
    if (rgb.some((value) => Math.abs(value - ground) > 0.001))
      found[`${pixel % picture.width},${Math.floor(pixel / picture.width)}`] = Array.from(
        rgb,
        (value) => Number(value.toFixed(3)),
      );
  }
  return found;
}

describe('a sprite on the picture', () => {
  it.each<[string, Partial<LitSprite>, Record<string, number[]>]>([
    [
      'covers the ground where it is opaque, and nothing else',
      {},
      { '10,20': [1, 0, 0], '11,20': [0, 1, 0], '10,21': [0, 0, 1] },
    ],
    [
      'is reversed when it is mirrored',
      { isMirrored: true },
      { '10,20': [0, 1, 0], '11,20': [1, 0, 0], '11,21': [0, 0, 1] },
    ],
    [
      'lets the ground through when it is half transparent',
      { opacity: 0.5 },
      { '10,20': [0.6, 0.1, 0.1], '11,20': [0.1, 0.6, 0.1], '10,21': [0.1, 0.1, 0.6] },
    ],
    [
      'has the colour of the light that falls on it',
      { light: [0.5, 0.25, 2] },
      { '10,20': [0.5, 0, 0], '11,20': [0, 0.25, 0], '10,21': [0, 0, 2] },
    ],
    [
      'leans at the top when it is bent',
      { bend: 4 },
      { '14,20': [1, 0, 0], '15,20': [0, 1, 0], '11,21': [0, 0, 1] },
    ],
    ['is absent when it is transparent', { opacity: 0 }, {}],
    [
      'is cut at the left edge, without reappearing at the right',
      { left: -1 },
      { '0,20': [0, 1, 0] },
    ],
    [
      'is cut at the right edge, without reappearing at the left',
      { left: picture.width - 1 },
      { '479,20': [1, 0, 0], '479,21': [0, 0, 1] },
    ],
    ['is cut at the top', { top: -1 }, { '10,0': [0, 0, 1] }],
    [
      'is cut at the bottom',
      { top: picture.height - 1 },
      { '10,269': [1, 0, 0], '11,269': [0, 1, 0] },
    ],
  ])('%s', (_, change, expected) => {
    expect(drawn(change)).toEqual(expected);
  });
});
