import { describe, expect, it } from 'vitest';
import { createLampPost } from '../../sprites/street-furniture.ts';
import { createPlace } from '../places/create-place.ts';
import { castShadow } from './cast-shadow.ts';
import { createPictureMap, picture, pixels } from './picture-map.ts';
import type { SpriteRaster } from './sprite-raster.ts';

const place = createPlace('park-edge');
const { ground } = place.backdrop;
const map = createPictureMap(place);
const raster: SpriteRaster = {
  width: 20,
  height: 100,
  colour: new Float32Array(6000),
  alpha: new Float32Array(2000).fill(1),
  sprite: { ...createLampPost(), extent: { left: -20, top: -200, right: 20, bottom: 0 } },
};

/** Middle of the dark pixels, in shares of the picture, and how many they are. */
function shadowOf(light: { x: number; y: number; z: number }) {
  const mask = new Float32Array(pixels);
  castShadow(mask, { raster, at: [0.5, 0.8], isMirrored: false }, { light, ground, map });
  const dark = [...mask.keys()].filter((pixel) => mask[pixel]! > 0.2);
  const mean = (of: (pixel: number) => number) =>
    dark.reduce((sum, pixel) => sum + of(pixel), 0) / dark.length;
  return {
    count: dark.length,
    x: mean((pixel) => (pixel % picture.width) / picture.width),
    y: mean((pixel) => Math.floor(pixel / picture.width) / picture.height),
  };
}

describe('a cast shadow', () => {
  it('falls to the left of a light on the right', () => {
    const { x, count } = shadowOf({ x: 0.7, y: 0.7, z: 0 });
    expect(x).toBeLessThan(0.49);
    expect(count).toBeGreaterThan(100);
  });

  it('falls away from a light behind the camera, and towards it from one in front', () => {
    expect(shadowOf({ x: 0, y: 0.6, z: -0.8 }).y).toBeLessThan(0.8);
    expect(shadowOf({ x: 0, y: 0.6, z: 0.8 }).y).toBeGreaterThan(0.8);
  });

  it('is longer under a lower light', () => {
    const low = shadowOf({ x: 0.95, y: 0.3, z: 0 });
    const high = shadowOf({ x: 0.5, y: 0.87, z: 0 });
    expect(low.x).toBeLessThan(high.x - 0.05);
  });

  it('is absent when the light is at the horizon or below', () => {
    expect(shadowOf({ x: 1, y: 0.01, z: 0 }).count).toBe(0);
    expect(shadowOf({ x: 0.8, y: -0.6, z: 0 }).count).toBe(0);
  });
});
