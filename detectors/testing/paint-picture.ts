// Draws pictures for tests: a textured street with objects, light, noise and shake. Takes sizes, normalised boxes and seeds; the same
// input gives the same picture.
import type { Box } from '../../contracts/index.ts';
import type { Frame, Picture } from '../frame.ts';
import { splitPlanes, type Planes } from '../scene/planes.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export interface Thing {
  box: Box;
  colour: Colour;
  /** Grey levels of a checked pattern; 0 for none. */
  pattern?: number;
}

/** Small, for speed; its cells of 2×2 pixels make a grid of 80×44. */
export const pictureSize = { width: 160, height: 88 };

/** A street seen from above: paving, a kerb, and windows at the top. No two places look the same. */
export function paintStreet({ width, height } = pictureSize, seed = 1): Picture {
  return paint({ width, height }, (x, y) => {
    const paving =
      105 + 22 * smoothNoise(x / 9, y / 9, seed) + 14 * smoothNoise(x / 3, y / 3, seed + 1);
    const joint = x % 23 < 1.5 || (y + Math.floor(x / 23) * 7) % 17 < 1.5 ? -38 : 0;
    const kerb = Math.abs(y - height * 0.3 - x * 0.08) < 2 ? 55 : 0;
    const window = y < height * 0.2 && x % 19 > 6 && y % 9 > 3 ? -45 : 0;
    const grey = paving + joint + kerb + window;
    return [grey, grey - 3, grey - 8];
  });
}

/** The picture with objects drawn on it, later ones in front. */
export function withThings(picture: Picture, things: readonly Thing[]): Picture {
  return repaint(picture, (colour, x, y) => {
    const u = (x + 0.5) / picture.width;
    const v = (y + 0.5) / picture.height;
    const thing = things.findLast(({ box }) => isInside(box, u, v));
    if (!thing) return colour;
    const check = (Math.floor(x / 3) + Math.floor(y / 3)) % 2 === 0 ? 1 : -1;
    return thing.colour.map((value) => value + check * (thing.pattern ?? 12)) as [
      number,
      number,
      number,
    ];
  });
}

/** @param level factor of light at a point of the picture, both coordinates 0..1; 1 for no change */
export function withLight(picture: Picture, level: (x: number, y: number) => number): Picture {
  return repaint(picture, (colour, x, y) => {
    const factor = level((x + 0.5) / picture.width, (y + 0.5) / picture.height);
    return colour.map((value) => value * factor) as [number, number, number];
  });
}

/** @param spread maximum noise in grey levels; change the seed from frame to frame */
export function withNoise({ width, height, rgb }: Picture, spread: number, seed: number): Picture {
  const noisy = new Uint8ClampedArray(rgb.length);
  for (let pixel = 0, byte = 0; pixel < width * height; pixel++, byte += 3) {
    const grain = (2 * chance(seed, pixel) - 1) * spread;
    noisy[byte] = rgb[byte]! + grain;
    noisy[byte + 1] = rgb[byte + 1]! + grain;
    noisy[byte + 2] = rgb[byte + 2]! + grain;
  }
  return { width, height, rgb: new Uint8Array(noisy.buffer) };
}

/** Short bright streaks over the picture, at other places for each seed. */
export function withRain(picture: Picture, seed: number, share = 0.03): Picture {
  return repaint(picture, (colour, x, y) =>
    chance(seed, Math.floor(y / 4) * picture.width + x) < share
      ? (colour.map((value) => value + 60) as [number, number, number])
      : colour,
  );
}

/** The picture shifted by whole pixels to the right and down; the edge is repeated. */
export function shifted(picture: Picture, right: number, down: number): Picture {
  const { width, height } = picture;
  return paint(picture, (x, y) =>
    colourAt(picture, clamp(x - right, width - 1), clamp(y - down, height - 1)),
  );
}

/** A box blur with a radius of `reach` pixels. */
export function blurred(picture: Picture, reach: number): Picture {
  const { width, height } = picture;
  return paint(picture, (x, y) => {
    const sum: [number, number, number] = [0, 0, 0];
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) {
        const colour = colourAt(picture, clamp(x + dx, width - 1), clamp(y + dy, height - 1));
        colour.forEach((value, channel) => (sum[channel]! += value));
      }
    const count = (2 * reach + 1) ** 2;
    return [sum[0] / count, sum[1] / count, sum[2] / count];
  });
}

export function plain({ width, height } = pictureSize, colour: Colour = [120, 120, 120]): Picture {
  return paint({ width, height }, () => colour);
}

/** The planes of a picture without resizing. */
export function planesOf(picture: Picture): Planes {
  return splitPlanes(picture.rgb, picture.width, picture.height);
}

export function frameOf(picture: Picture, capturedAt: number, cameraId = 'gate'): Frame {
  return { ...picture, cameraId, capturedAt, mediaTimeMs: null };
}

type Size = Pick<Picture, 'width' | 'height'>;

function paint({ width, height }: Size, colourOf: (x: number, y: number) => Colour): Picture {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = colourOf(x, y);
      const byte = (y * width + x) * 3;
      rgb[byte] = red;
      rgb[byte + 1] = green;
      rgb[byte + 2] = blue;
    }
  return { width, height, rgb: new Uint8Array(rgb.buffer) };
}

function repaint(
  picture: Picture,
  change: (colour: Colour, x: number, y: number) => Colour,
): Picture {
  return paint(picture, (x, y) => change(colourAt(picture, x, y), x, y));
}

function colourAt({ width, rgb }: Picture, x: number, y: number): Colour {
  const byte = (y * width + x) * 3;
  return [rgb[byte]!, rgb[byte + 1]!, rgb[byte + 2]!];
}

function isInside({ x, y, width, height }: Box, u: number, v: number): boolean {
  return u >= x && u < x + width && v >= y && v < y + height;
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

/** Value noise, −1..1. */
function smoothNoise(x: number, y: number, seed: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = ease(x - left);
  const fy = ease(y - top);
  const at = (dx: number, dy: number) => chance(seed, (top + dy) * 7919 + left + dx) * 2 - 1;
  const above = at(0, 0) * (1 - fx) + at(1, 0) * fx;
  const below = at(0, 1) * (1 - fx) + at(1, 1) * fx;
  return above * (1 - fy) + below * fy;
}

function ease(share: number): number {
  return share * share * (3 - 2 * share);
}

/** A number in [0, 1) that depends only on its arguments. */
function chance(seed: number, index: number): number {
  let value = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return ((value ^ (value >>> 15)) >>> 0) / 4294967296;
}
