// For every pixel of a place's picture: its point on the ground or a wall, in metres, and the direction that it faces. Light, shadows
// and fog are computed from it. Created once per place.
import type { Point } from '../../../contracts/index.ts';
import { aspect, metreAt, toGround, type Ground } from '../../ground.ts';
import type { Place } from '../place.ts';

export const picture = { width: 480, height: 270 } as const;
export const pixels = picture.width * picture.height;

export interface PictureMap {
  /** Metres: `x` to the right, `y` up, `z` away from the camera. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly z: Float32Array;
  /** 1 for pixels of a wall. */
  readonly isWall: Uint8Array;
  /** Horizontal normal of a wall; 0 on the ground, which faces up. */
  readonly normalX: Float32Array;
  readonly normalZ: Float32Array;
}

export function createPictureMap({ backdrop: { ground }, wallFoot }: Place): PictureMap {
  const floats = () => new Float32Array(pixels);
  const map: PictureMap = {
    x: floats(),
    y: floats(),
    z: floats(),
    isWall: new Uint8Array(pixels),
    normalX: floats(),
    normalZ: floats(),
  };
  for (let column = 0; column < picture.width; column++)
    fillColumn(map, ground, { column, foot: footAt(wallFoot, (column + 0.5) / picture.width) });
  return map;
}

interface Foot {
  readonly at: Point;
  readonly from: Point;
  readonly to: Point;
}

/** The foot of the wall in a column of the picture; null without a wall. */
function footAt(wallFoot: readonly Point[], x: number): Foot | null {
  for (let index = 1; index < wallFoot.length; index++) {
    const from = wallFoot[index - 1];
    const to = wallFoot[index];
    if (!from || !to || x < from[0] || x > to[0]) continue;
    const share = (x - from[0]) / Math.max(1e-6, to[0] - from[0]);
    return { at: [x, from[1] + (to[1] - from[1]) * share], from, to };
  }
  return null;
}

function fillColumn(
  map: PictureMap,
  ground: Ground,
  { column, foot }: { column: number; foot: Foot | null },
): void {
  const x = (column + 0.5) / picture.width;
  const farthest = ground.horizon + 0.012;
  for (let row = 0; row < picture.height; row++) {
    const y = (row + 0.5) / picture.height;
    const pixel = row * picture.width + column;
    const touches = Math.max(farthest, foot ? Math.max(y, foot.at[1]) : y);
    const point = toGround(ground, [x, touches]);
    map.x[pixel] = point.x;
    map.z[pixel] = point.z;
    if (foot && y < foot.at[1]) fillWall(map, { pixel, foot, y, ground });
  }
}

function fillWall(
  map: PictureMap,
  { pixel, foot, y, ground }: { pixel: number; foot: Foot; y: number; ground: Ground },
): void {
  map.isWall[pixel] = 1;
  map.y[pixel] = (foot.at[1] - y) / (metreAt(ground, foot.at[1]) * aspect);
  const a = toGround(ground, foot.from);
  const b = toGround(ground, foot.to);
  const length = Math.hypot(b.x - a.x, b.z - a.z);
  map.normalX[pixel] = (b.z - a.z) / length;
  map.normalZ[pixel] = -(b.x - a.x) / length;
}
