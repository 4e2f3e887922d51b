// The boxes of cast shadows: which objects have one, with which cause, and where it lies.
import { describe, expect, it } from 'vitest';
import { createLampPost } from '../sprites/street-furniture.ts';
import type { Cause } from './cast/actor.ts';
import { createPlace } from './places/create-place.ts';
import { lightAt } from './render/light.ts';
import { shadowsOf } from './shadows.ts';

const place = createPlace('junction');
const clear = { sun: 0.9, rain: 0, snow: 0, fog: 0, wet: 0, snowLies: 0, wind: 0 };
const morning = { x: 0.7, y: 0.7, z: 0.14 };
const night = { x: 0, y: -0.5, z: -0.87 };

function shadowsBy(cause: Cause, { sun = morning, weather = clear, x = 0.5 } = {}) {
  const at: [number, number] = [x, 0.8];
  const placed = { sprite: createLampPost(), at, isMirrored: false, opacity: 1 };
  const shown = { id: 'one', placed, named: null, cause, hard: 0 };
  return shadowsOf([shown], place, { light: lightAt(place, sun, weather), sun });
}

describe('the shadow of an object', () => {
  it.each<[Cause, Cause]>([
    ['person-walks', 'shadow-of-person'],
    ['person-stands', 'shadow-of-person'],
    ['person-sits', 'shadow-of-person'],
    ['queue', 'shadow-of-person'],
    ['crowd', 'shadow-of-person'],
    ['umbrella', 'shadow-of-person'],
    ['pram', 'shadow-of-person'],
    ['dog', 'shadow-of-person'],
    ['sweeper', 'shadow-of-person'],
    ['car-passes', 'shadow-of-vehicle'],
    ['car-waits', 'shadow-of-vehicle'],
    ['delivery', 'shadow-of-vehicle'],
    ['thing-leaves', 'shadow-of-vehicle'],
    ['tree', 'shadow-of-tree'],
    ['flag', 'shadow-of-post'],
    ['none-known', 'shadow-of-post'],
  ])('of cause %s has the cause %s, and no label', (cause, expected) => {
    expect(shadowsBy(cause)).toMatchObject([
      { actor: 'one', cause: expected, named: null, hard: 1 },
    ]);
  });

  it.each<Cause>(['matter', 'thing-outside', 'leaves', 'insect', 'drops'])(
    'is not in the truth when the object is of cause %s',
    (cause) => {
      expect(shadowsBy(cause)).toEqual([]);
    },
  );

  it('lies on the side that faces away from the sun', () => {
    const [left] = shadowsBy('tree', { sun: morning });
    const [right] = shadowsBy('tree', { sun: { ...morning, x: -morning.x } });
    expect(left!.box.x).toBeLessThan(0.4);
    expect(left!.box.x + left!.box.width).toBeLessThan(0.55);
    expect(right!.box.x).toBeGreaterThan(0.45);
    expect(right!.box.x + right!.box.width).toBeGreaterThan(0.6);
  });

  it('is clipped to the picture', () => {
    const [shadow] = shadowsBy('tree', { x: 0.02 });
    expect(shadow!.box.x).toBe(0);
    expect(shadow!.box.width).toBeGreaterThan(0);
  });

  it('comes from the lamp at night, and from nothing under an overcast sky', () => {
    expect(shadowsBy('tree', { sun: night })).toHaveLength(1);
    expect(shadowsBy('tree', { weather: { ...clear, sun: 0.05 } })).toEqual([]);
  });
});
