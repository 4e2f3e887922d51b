// The shadow of one object on the ground: its outline, projected away from the sun or a lamp. Takes the object's raster, its ground
// point and the direction to the light; darkens a mask, 0 (lit) to 1 (dark). Also returns the box around a shadow.
import type { Box } from '../../../contracts/index.ts';
import { toGround, type Ground } from '../../ground.ts';
import type { Placement } from '../../placement.ts';
import type { Direction } from '../sun.ts';
import { picture, type PictureMap } from './picture-map.ts';
import type { SpriteRaster } from './sprite-raster.ts';

export interface Caster {
  readonly raster: SpriteRaster;
  readonly at: Placement['at'];
  readonly isMirrored: boolean;
}

/** Longer shadows are too faint to see. */
const longestM = 30;

export function castShadow(
  mask: Float32Array,
  { raster, at, isMirrored }: Caster,
  { light, ground, map }: { light: Direction; ground: Ground; map: PictureMap },
): void {
  const fall = fallOf({ sprite: raster.sprite, at }, light, ground);
  if (!fall) return;
  const { foot } = fall;
  const cast = { ...fall, sign: isMirrored ? -1 : 1, raster };
  const box = bounds(cast, ground);
  for (let row = box.top; row <= box.bottom; row++)
    for (let column = box.left; column <= box.right; column++) {
      const pixel = row * picture.width + column;
      if (map.isWall[pixel] === 1) continue;
      const dark = darkness(cast, map.x[pixel]! - foot.x, map.z[pixel]! - foot.z);
      if (dark > mask[pixel]!) mask[pixel] = dark;
    }
}

/** The box around the shadow, in shares of the picture; null without a shadow. */
export function shadowBox(
  thing: Pick<Placement, 'sprite' | 'at'>,
  { light, ground }: { light: Direction; ground: Ground },
): Box | null {
  const fall = fallOf(thing, light, ground);
  if (!fall) return null;
  const { left, right, top, bottom } = bounds(fall, ground);
  const x = left / picture.width;
  const y = top / picture.height;
  return { x, y, width: right / picture.width - x, height: bottom / picture.height - y };
}

function fallOf(
  { sprite: { extent }, at }: Pick<Placement, 'sprite' | 'at'>,
  light: Direction,
  ground: Ground,
): Fall | null {
  if (light.y < 0.04) return null;
  const flat = Math.max(1e-4, Math.hypot(light.x, light.z));
  const height = -extent.top / 100;
  return {
    foot: toGround(ground, [at[0], at[1]]),
    along: { x: -light.x / flat, z: -light.z / flat },
    upPerMetre: light.y / flat,
    half: Math.max(extent.right, -extent.left) / 100,
    reach: Math.min(longestM, (height * flat) / light.y),
  };
}

interface Fall {
  foot: { x: number; z: number };
  /** Away from the light. */
  along: { x: number; z: number };
  upPerMetre: number;
  half: number;
  reach: number;
}

interface Cast extends Fall {
  sign: number;
  raster: SpriteRaster;
}

function darkness(
  { along, upPerMetre, sign, raster, reach }: Cast,
  dx: number,
  dz: number,
): number {
  const far = dx * along.x + dz * along.z;
  if (far < 0 || far > reach) return 0;
  const aside = (dx * -along.z + dz * along.x) * (along.z <= 0 ? 1 : -1) * sign;
  const { extent } = raster.sprite;
  const scaleX = raster.width / (extent.right - extent.left);
  const scaleY = raster.height / (extent.bottom - extent.top);
  const column = Math.floor((aside * 100 - extent.left) * scaleX);
  const row = Math.floor((-far * upPerMetre * 100 - extent.top) * scaleY);
  if (column < 0 || column >= raster.width || row < 0 || row >= raster.height) return 0;
  // The shadow gets fainter with the distance from the object.
  return raster.alpha[row * raster.width + column]! * Math.max(0.45, 1 - far * 0.03);
}

function bounds({ foot, along, half, reach }: Fall, ground: Ground) {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const far of [0, reach])
    for (const aside of [-half, half]) {
      const z = foot.z + along.z * far + along.x * aside;
      const x = foot.x + along.x * far - along.z * aside;
      const metre = ground.focal / Math.max(0.8, z);
      xs.push(0.5 + x * metre);
      ys.push(ground.horizon + metre * ground.cameraHeightM * ground.aspect);
    }
  const pixel = (share: number, size: number) =>
    Math.max(0, Math.min(size - 1, Math.round(share * size)));
  return {
    left: pixel(Math.min(...xs), picture.width),
    right: pixel(Math.max(...xs), picture.width),
    top: pixel(Math.min(...ys), picture.height),
    bottom: pixel(Math.max(...ys), picture.height),
  };
}
