// The direct sunlight at each pixel of a place: houses cast shadows, and indoors the sun comes only through windows. Takes the picture
// map and the direction to the sun; returns 0..1 for each pixel. Computed for a quarter of the pixels and interpolated, which gives
// the shadows of houses a soft edge.
import type { Box } from '../../../contracts/index.ts';
import type { Block, Place, WindowPane } from '../place.ts';
import type { Direction } from '../sun.ts';
import { picture, type PictureMap } from './picture-map.ts';

const halfWidth = picture.width / 2;
const halfHeight = picture.height / 2;

export function createSunMap(place: Place, map: PictureMap, sun: Direction): Float32Array {
  const lit = new Float32Array(picture.width * picture.height);
  if (sun.y <= 0.01) return lit;
  const coarse = new Float32Array(halfWidth * halfHeight);
  for (let row = 0, at = 0; row < halfHeight; row++)
    for (let column = 0; column < halfWidth; column++, at++)
      coarse[at] = sunAt(place, map, { pixel: row * 2 * picture.width + column * 2, sun });
  smooth(coarse, lit);
  return lit;
}

/** The share of a box in which the sun has appeared or disappeared between two directions of the sun, 0..1. */
export function shadeMoved(
  place: Place,
  map: PictureMap,
  { box, from, to }: { box: Box; from: Direction; to: Direction },
): number {
  let sum = 0;
  let count = 0;
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  for (let y = box.y; y < bottom; y += 2 / picture.height)
    for (let x = box.x; x < right; x += 2 / picture.width, count++) {
      const pixel =
        Math.min(picture.height - 1, Math.floor(y * picture.height)) * picture.width +
        Math.min(picture.width - 1, Math.floor(x * picture.width));
      const [before, after] = [from, to].map((sun) => sunAt(place, map, { pixel, sun }) > 0);
      if (before !== after) sum++;
    }
  return count === 0 ? 0 : sum / count;
}

function sunAt(
  place: Place,
  map: PictureMap,
  { pixel, sun }: { pixel: number; sun: Direction },
): number {
  const nx = map.normalX[pixel]!;
  const nz = map.normalZ[pixel]!;
  const facing = map.isWall[pixel] === 1 ? nx * sun.x + nz * sun.z : sun.y;
  if (facing <= 0) return 0;
  const from = {
    x: map.x[pixel]! + nx * 0.05,
    y: map.y[pixel]! + 0.01,
    z: map.z[pixel]! + nz * 0.05,
  };
  const { indoor, blocks } = place;
  if (indoor) return indoor.windows.some((pane) => isThrough(from, sun, pane)) ? facing : 0;
  return blocks.some((block) => isHit(from, sun, block)) ? 0 : facing;
}

/** Whether the ray from a point to the sun hits a block. */
export function isHit(from: Direction, sun: Direction, { x, z, height }: Block): boolean {
  const across = span(from.x, sun.x, x);
  const away = span(from.z, sun.z, z);
  const enters = Math.max(0, across[0], away[0]);
  const leaves = Math.min(across[1], away[1]);
  return leaves > enters && from.y + enters * sun.y < height;
}

/** The interval of the ray's parameter in which it is between two planes. */
function span(
  from: number,
  step: number,
  [low, high]: readonly [number, number],
): [number, number] {
  if (Math.abs(step) < 1e-9) return from > low && from < high ? [-Infinity, Infinity] : [1, 0];
  const a = (low - from) / step;
  const b = (high - from) / step;
  return a < b ? [a, b] : [b, a];
}

function isThrough(from: Direction, sun: Direction, { x, z, y }: WindowPane): boolean {
  const way = (x - from.x) / (Math.abs(sun.x) < 1e-9 ? 1e-9 : sun.x);
  const height = from.y + way * sun.y;
  const away = from.z + way * sun.z;
  return way > 0 && away > z[0] && away < z[1] && height > y[0] && height < y[1];
}

function smooth(coarse: Float32Array, fine: Float32Array): void {
  for (let row = 0, pixel = 0; row < picture.height; row++) {
    const y = Math.min(halfHeight - 1.001, row / 2);
    const top = Math.floor(y);
    const down = y - Math.floor(y);
    for (let column = 0; column < picture.width; column++, pixel++) {
      const x = Math.min(halfWidth - 1.001, column / 2);
      const left = Math.floor(x);
      const right = x - Math.floor(x);
      const at = top * halfWidth + left;
      const upper = coarse[at]! * (1 - right) + coarse[at + 1]! * right;
      const lower = coarse[at + halfWidth]! * (1 - right) + coarse[at + halfWidth + 1]! * right;
      fine[pixel] = upper * (1 - down) + lower * down;
    }
  }
}
