// Head lamps: the lit ground in front of a car, the glare of the lamps, and their reflections on wet ground. Takes the position and
// direction of a car; adds light to the picture in place.
import { toPicture } from '../../ground.ts';
import type { Place } from '../place.ts';
import { picture, type PictureMap } from './picture-map.ts';

export interface Beam {
  /** On the ground, metres. */
  readonly x: number;
  readonly z: number;
  /** Direction along the ground; length 1. */
  readonly towards: { readonly x: number; readonly z: number };
  readonly strength: number;
}

interface Lit {
  readonly map: PictureMap;
  readonly beam: Float32Array;
}

export function addBeam({ map, beam }: Lit, { x, z, towards, strength }: Beam): void {
  for (let pixel = 0; pixel < beam.length; pixel++) {
    const dx = map.x[pixel]! - x;
    const dz = map.z[pixel]! - z;
    const far = dx * towards.x + dz * towards.z;
    if (far < 0.3 || far > 26) continue;
    const aside = (dx * towards.z - dz * towards.x) / (0.7 + far * 0.22);
    if (aside > 2.4 || aside < -2.4) continue;
    beam[pixel] = beam[pixel]! + (strength * 3 * Math.exp(-aside * aside)) / (1 + (far / 6) ** 2);
  }
}

const lampHeightM = 0.65;

/** The glare of visible lamps, and their reflection below on wet ground. */
export function addReflection(
  { linear, place }: { readonly linear: Float32Array; readonly place: Place },
  { x, z, towards, strength }: Beam,
  wet: number,
): void {
  if (z < 1) return;
  const { ground } = place.backdrop;
  const [column, foot] = toPicture(ground, { x, z });
  const metre = (ground.focal / z) * picture.width;
  const centre = { x: column * picture.width, y: foot * picture.height - lampHeightM * metre };
  const facing = Math.max(0.08, -towards.z);
  glow(linear, centre, {
    across: 0.35 * metre * (0.5 + facing),
    down: 0.35 * metre,
    by: 2.5 * strength * facing,
  });
  if (wet < 0.05) return;
  const streak = { x: centre.x, y: foot * picture.height + 0.9 * metre };
  glow(linear, streak, {
    across: 0.22 * metre,
    down: 1.3 * metre,
    by: 1.3 * wet * strength * (0.3 + facing),
  });
}

function glow(
  linear: Float32Array,
  { x, y }: { x: number; y: number },
  { across, down, by }: { across: number; down: number; by: number },
): void {
  const left = Math.max(0, Math.floor(x - 2 * across));
  const right = Math.min(picture.width - 1, x + 2 * across);
  const top = Math.max(0, Math.floor(y - 2 * down));
  const bottom = Math.min(picture.height - 1, y + 2 * down);
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const far = ((column - x) / across) ** 2 + ((row - y) / down) ** 2;
      const light = by * Math.exp(-2 * far);
      const at = (row * picture.width + column) * 3;
      for (let channel = 0; channel < 3; channel++)
        linear[at + channel] = linear[at + channel]! + light;
    }
}
