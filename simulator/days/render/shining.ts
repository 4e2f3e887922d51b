// From where light comes that casts shadows at a place of the ground: the sun out of doors, and the nearest lamp. Takes the place
// and its light; gives directions. The painter casts by them, and the truth says by them where a shadow lies.
import { toGround } from '../../ground.ts';
import type { Place } from '../place.ts';
import type { Direction } from '../sun.ts';
import type { Light } from './light.ts';

/** Weaker sun, as under an overcast sky, casts no shadow that could be seen. */
const faintest = 0.25;

export interface Shining {
  readonly sun: Direction | null;
  readonly lamp: Direction | null;
}

export function shiningOn(
  place: Place,
  at: readonly [number, number],
  { light, sun }: { light: Light; sun: Direction },
): Shining {
  return {
    sun: light.sun[0] > faintest && !place.indoor ? sun : null,
    lamp: light.lamp[0] > 0 ? lampOver(place, at) : null,
  };
}

/** From straight above where the place has no lamp. */
function lampOver({ lamps, backdrop }: Place, at: readonly [number, number]): Direction {
  const { x, z } = toGround(backdrop.ground, [at[0], at[1]]);
  const [near] = [...lamps].sort(
    (a, b) => Math.hypot(a.x - x, a.z - z) - Math.hypot(b.x - x, b.z - z),
  );
  if (!near) return { x: 0, y: 1, z: 0 };
  const dx = near.x - x;
  const dz = near.z - z;
  const length = Math.hypot(dx, near.y, dz);
  return { x: dx / length, y: near.y / length, z: dz / length };
}
