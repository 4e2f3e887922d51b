// The boxes of the cast shadows at a look, with their causes: the truth for false alerts that a shadow has caused. Takes the sprites
// and the light. A slanted shadow fills only a part of its box.
import type { Cause, Shown } from './cast/actor.ts';
import { clipped } from './cast/standing-place.ts';
import type { Place } from './place.ts';
import { shadowBox } from './render/cast-shadow.ts';
import type { Light } from './render/light.ts';
import { shadowLightsAt } from './render/shadow-lights.ts';
import type { SeenThing } from './seen-thing.ts';
import type { Direction } from './sun.ts';

export function shadowsOf(
  shown: readonly (Shown & { readonly id: string })[],
  place: Place,
  conditions: { readonly light: Light; readonly sun: Direction },
): SeenThing[] {
  const { ground } = place.backdrop;
  return shown.flatMap(({ id, placed, cause }) => {
    const of = shadowCauses.get(cause);
    if (of === undefined) return [];
    const { sun, lamp } = shadowLightsAt(place, placed.at, conditions);
    return [sun, lamp].flatMap((light): SeenThing[] => {
      const box = light && shadowBox(placed, { light, ground });
      return box ? [{ actor: id, box: clipped(box), named: null, cause: of, hard: 1 }] : [];
    });
  });
}

const walking = ['person-walks', 'person-stands', 'person-sits', 'queue', 'crowd'] as const;
const beside = ['umbrella', 'pram', 'dog', 'sweeper'] as const;
const vehicles = ['car-passes', 'car-waits', 'delivery', 'thing-leaves'] as const;

/** Flat objects cast no shadow, and the shadow of a matter belongs to the matter. */
const shadowCauses: ReadonlyMap<Cause, Cause> = new Map<Cause, Cause>([
  ['tree', 'shadow-of-tree'],
  ['none-known', 'shadow-of-post'],
  ['flag', 'shadow-of-post'],
  ...[...walking, ...beside].map((cause) => [cause, 'shadow-of-person'] as const),
  ...vehicles.map((cause) => [cause, 'shadow-of-vehicle'] as const),
]);
