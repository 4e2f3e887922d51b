// Where shadows of things lie at a look, as boxes, and of what they are: the truth by which a false alarm is called a shadow's.
// Takes what is shown and the light; gives boxes. A shadow that slants fills its box in part.
import type { Cause, Shown } from './cast/actor.ts';
import { clipped } from './cast/standing-place.ts';
import type { Place } from './place.ts';
import { shadowBox } from './render/cast-shadow.ts';
import type { Light } from './render/light.ts';
import { shiningOn } from './render/shining.ts';
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
    const { sun, lamp } = shiningOn(place, placed.at, conditions);
    return [sun, lamp].flatMap((light): SeenThing[] => {
      const box = light && shadowBox(placed, { light, ground });
      return box ? [{ actor: id, box: clipped(box), named: null, cause: of, hard: 1 }] : [];
    });
  });
}

const walking = ['person-walks', 'person-stands', 'person-sits', 'queue', 'crowd'] as const;
const beside = ['umbrella', 'pram', 'dog', 'sweeper'] as const;
const vehicles = ['car-passes', 'car-waits', 'delivery', 'thing-leaves'] as const;

/** What lies flat has none, and that of a matter is none of its own. */
const shadowCauses: ReadonlyMap<Cause, Cause> = new Map<Cause, Cause>([
  ['tree', 'shadow-of-tree'],
  ['none-known', 'shadow-of-post'],
  ['flag', 'shadow-of-post'],
  ...[...walking, ...beside].map((cause) => [cause, 'shadow-of-person'] as const),
  ...vehicles.map((cause) => [cause, 'shadow-of-vehicle'] as const),
]);
