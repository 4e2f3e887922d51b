// Which lights cast shadows at a ground point, and from which direction.
import { describe, expect, it } from 'vitest';
import { toPicture } from '../../ground.ts';
import type { Lamp, PlaceName } from '../place.ts';
import { createPlace } from '../places/create-place.ts';
import { lightAt } from './light.ts';
import { shadowLightsAt } from './shadow-lights.ts';

const noon = { x: 0, y: 0.9, z: -0.43 };
const night = { x: 0, y: -0.5, z: -0.87 };
const clear = { sun: 0.9, rain: 0, snow: 0, fog: 0, wet: 0, snowLies: 0, wind: 0 };
const overcast = { ...clear, sun: 0.05 };

function lightsAt(name: PlaceName, sun: typeof noon, weather = clear, lamps?: Lamp[]) {
  const place = { ...createPlace(name), ...(lamps && { lamps }) };
  const { ground } = place.backdrop;
  const at = toPicture(ground, { x: 0, z: 12 });
  return shadowLightsAt(place, at, { light: lightAt(place, sun, weather), sun });
}

describe('the lights that cast shadows', () => {
  it.each([
    {
      where: 'on a street at a clear noon',
      name: 'junction',
      sun: noon,
      weather: clear,
      casts: ['sun'],
    },
    { where: 'under an overcast sky', name: 'junction', sun: noon, weather: overcast, casts: [] },
    {
      where: 'on a street with lamps at night',
      name: 'junction',
      sun: night,
      weather: clear,
      casts: ['lamp'],
    },
    {
      where: 'in a yard without lamps at night',
      name: 'exit-yard',
      sun: night,
      weather: clear,
      casts: [],
    },
    { where: 'indoors at noon', name: 'lobby', sun: noon, weather: clear, casts: ['lamp'] },
  ] as const)('are $casts $where', ({ name, sun, weather, casts }) => {
    const lights = lightsAt(name, sun, weather);
    expect(
      Object.entries(lights)
        .filter(([, light]) => light)
        .map(([light]) => light),
    ).toEqual(casts);
  });

  it('include the sun in its own direction', () => {
    expect(lightsAt('junction', noon).sun).toEqual(noon);
  });

  it.each([
    { lamps: 'the lamp on the right when it is nearer', xs: [-9, 4], side: 1 },
    { lamps: 'the lamp on the left when it is nearer', xs: [-4, 9], side: -1 },
  ])('include of two lamps $lamps', ({ xs, side }) => {
    const lamps = xs.map((x) => ({ x, y: 6, z: 12, strength: 1 }));
    const { lamp } = lightsAt('junction', night, clear, lamps);
    // 4 m aside and 6 m up, as a direction of length 1.
    expect(lamp!.x).toBeCloseTo((side * 4) / Math.hypot(4, 6), 5);
    expect(lamp!.y).toBeCloseTo(6 / Math.hypot(4, 6), 5);
    expect(lamp!.z).toBeCloseTo(0, 5);
  });

  it('come from straight above where lamps are on but outside the picture', () => {
    expect(lightsAt('junction', night, clear, []).lamp).toEqual({ x: 0, y: 1, z: 0 });
  });
});
