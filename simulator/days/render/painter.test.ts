// What a painted picture shows: an object only at its place, its shadow, and the light, the wet and the snow on the ground.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Box } from '../../../contracts/index.ts';
import { extentOf } from '../../placement.ts';
import type { Sprite } from '../../sprites/sprite.ts';
import { createPlace } from '../places/create-place.ts';
import { lightAt } from './light.ts';
import { createPainter, type Moment, type Painter, type PlacedThing } from './painter.ts';
import { picture, pixels } from './picture-map.ts';

const place = createPlace('junction');
const dry = { sun: 0.9, rain: 0, snow: 0, fog: 0, wet: 0, snowLies: 0, wind: 0 };
const overcast = { ...dry, sun: 0.05 };
const noon = { x: 0.5, y: 0.8, z: -0.33 };
const night = { x: 0, y: -0.5, z: -0.87 };
/** One metre wide and two high, and black. */
const black: Sprite = {
  key: 'black',
  extent: { left: -50, top: -200, right: 50, bottom: 0 },
  svg: '<rect x="-50" y="-200" width="100" height="200" fill="#000"/>',
};
const thing: PlacedThing = { sprite: black, at: [0.5, 0.8], isMirrored: false, opacity: 1 };
const box = extentOf(thing, place.backdrop.ground);

let painter: Painter;
beforeAll(async () => {
  painter = await createPainter(place);
});

async function paint(weather: typeof dry, sun: typeof noon, change: Partial<Moment> = {}) {
  const light = lightAt(place, sun, weather);
  const moment = { light, sun, weather, things: [], beams: [], hasLampOut: false, ...change };
  return Float32Array.from(await painter.paint(moment));
}

/** Middles of the pixels that differ between two pictures, in shares of the picture. */
function changed(a: Float32Array, b: Float32Array): [number, number][] {
  return Array.from({ length: pixels }, (_, pixel) => pixel)
    .filter((pixel) => Math.abs(a[pixel * 3]! - b[pixel * 3]!) > 0.002)
    .map((pixel) => [
      ((pixel % picture.width) + 0.5) / picture.width,
      (Math.floor(pixel / picture.width) + 0.5) / picture.height,
    ]);
}

/** Whether a point is in a box, with a margin of two pixels for rounding. */
function isIn({ x, y, width, height }: Box, [px, py]: [number, number]): boolean {
  const [dx, dy] = [2 / picture.width, 2 / picture.height];
  return px > x - dx && px < x + width + dx && py > y - dy && py < y + height + dy;
}

/** Mean of the lower quarter of the picture, which is ground. */
function groundLight(linear: Float32Array): number {
  const ground = linear.subarray(linear.length * 0.75);
  return ground.reduce((sum, value) => sum + value, 0) / ground.length;
}

describe('a painted object', () => {
  it('changes pixels in its box and nowhere else without a shadow', async () => {
    const points = changed(
      await paint(overcast, noon),
      await paint(overcast, noon, { things: [thing] }),
    );
    expect(points.length).toBeGreaterThan(0.9 * box.width * box.height * pixels);
    expect(points.filter((point) => !isIn(box, point))).toEqual([]);
  });

  it('darkens the ground beside it in the sun', async () => {
    const bare = await paint(dry, noon);
    const points = changed(bare, await paint(dry, noon, { things: [thing] }));
    const outside = points.filter((point) => !isIn(box, point));
    expect(outside.length).toBeGreaterThan(50);
    // The sun is on the right, so the shadow falls to the left.
    expect(outside.every(([x]) => x < box.x + box.width)).toBe(true);
  });

  it('is hidden by an object in front of it', async () => {
    const white: PlacedThing = {
      ...thing,
      sprite: { ...black, key: 'white', svg: black.svg.replace('#000', '#fff') },
      at: [0.5, 0.79],
    };
    const middle =
      (Math.floor((box.y + box.height / 2) * picture.height) * picture.width + picture.width / 2) *
      3;
    for (const things of [
      [thing, white],
      [white, thing],
    ])
      expect((await paint(overcast, noon, { things }))[middle]).toBeCloseTo(0, 5);
  });
});

describe('the painted ground', () => {
  it.each([
    { what: 'darker when it is wet', weather: { ...overcast, wet: 1 }, compare: -1 },
    { what: 'brighter under snow', weather: { ...overcast, snowLies: 1 }, compare: 1 },
    { what: 'brighter in the sun', weather: dry, compare: 1 },
  ])('is $what', async ({ weather, compare }) => {
    const before = groundLight(await paint(overcast, noon));
    const after = groundLight(await paint(weather, noon));
    expect(Math.sign(after - before)).toBe(compare);
    expect(Math.abs(after / before - 1)).toBeGreaterThan(0.05);
  });

  it('is darker at night than at noon, and darker still when a lamp is out', async () => {
    const day = groundLight(await paint(dry, noon));
    const lamps = groundLight(await paint(dry, night));
    const fewer = groundLight(await paint(dry, night, { hasLampOut: true }));
    expect(day).toBeGreaterThan(2 * lamps);
    expect(lamps).toBeGreaterThan(fewer);
  });

  it('does not depend on a lamp that is out by day', async () => {
    expect(changed(await paint(dry, noon), await paint(dry, noon, { hasLampOut: true }))).toEqual(
      [],
    );
  });
});
