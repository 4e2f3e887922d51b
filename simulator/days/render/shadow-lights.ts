// The lights that cast shadows at a ground point: the sun outdoors, and the nearest lamp. Takes the place and its light; returns the
// directions to the lights. The painter draws shadows with them, and the truth computes the boxes of shadows.
import { toGround } from '../../ground.ts';
import type { Place } from '../place.ts';
import type { Direction } from '../sun.ts';
import type { Light } from './light.ts';

/** Weaker sunlight, as under an overcast sky, casts no visible shadow. */
const faintest = 0.25;

export interface ShadowLights {
  readonly sun: Direction | null;
  readonly lamp: Direction | null;
}

export function shadowLightsAt(
  place: Place,
  at: readonly [number, number],
  { light, sun }: { light: Light; sun: Direction },
): ShadowLights {
  return {
    sun: light.sun[0] > faintest && !place.indoor ? sun : null,
    lamp: light.lamp[0] > 0 ? lampOver(place, at) : null,
  };
}

/** The direction to the nearest lamp; straight up when the place has none. */
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
