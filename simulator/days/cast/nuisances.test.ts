// Actors that must not raise alerts: leaves, drops, crowds, objects outside the fences, parcels of a delivery.
import { describe, expect, it } from 'vitest';
import { createPlace } from '../places/create-place.ts';
import { placeNames } from '../place.ts';
import type { Actor } from './actor.ts';
import { castCrowd } from './crowd.ts';
import { castLeaves } from './leaves.ts';
import { castOutside } from './outside.ts';
import { bodyOf, standingPlaceOf } from './standing-place.ts';
import { castSurroundings } from './surroundings.ts';
import { castTraffic } from './traffic.ts';

const seeds = Array.from({ length: 30 }, (_, seed) => seed);
const usual = { place: createPlace('street'), durationMs: 480_000, crowd: 1, rain: 0 };
const at = (actors: readonly Actor[], timeMs: number) =>
  actors.flatMap((actor) => actor.shown(timeMs));

describe('leaves', () => {
  const autumn = { place: createPlace('park-edge'), seed: 5, dayOfYear: 300, wind: 0.8 };

  it('lie on the ground in autumn, and move after a while', () => {
    const leaves = castLeaves(autumn);
    const spots = (timeMs: number) => at(leaves, timeMs).map(({ placed }) => placed.at.join());
    expect(leaves.length).toBeGreaterThan(5);
    expect(spots(0)).toEqual(spots(1000));
    const later = new Set(spots(400_000));
    expect(spots(0).every((spot) => later.has(spot))).toBe(false);
  });

  it.each([
    ['in summer', { dayOfYear: 180 }],
    ['indoors', { place: createPlace('lobby') }],
    ['where no tree stands', { place: createPlace('exit-yard') }],
  ])('are none %s', (_, more) => {
    expect(castLeaves({ ...autumn, ...more })).toEqual([]);
  });
});

describe('a crowd', () => {
  it('gathers on some busy days, comes and leaves one by one, and is absent without people', () => {
    const crowds = seeds.flatMap((seed) => {
      const crowd = castCrowd({ ...usual, seed });
      return crowd.length > 0 ? [crowd] : [];
    });
    expect(crowds.length).toBeGreaterThan(2);
    expect(crowds.length).toBeLessThan(15);
    for (const crowd of crowds) {
      expect(crowd.length).toBeGreaterThanOrEqual(7);
      const counts = Array.from({ length: 480 }, (_, s) => at(crowd, s * 1000).length);
      expect(Math.max(...counts)).toBeGreaterThan(4);
    }
    expect(seeds.flatMap((seed) => castCrowd({ ...usual, seed, crowd: 0 }))).toEqual([]);
  });
});

describe('a thing outside', () => {
  it('never overlaps a fence of its place', () => {
    let count = 0;
    for (const name of placeNames) {
      const place = createPlace(name);
      for (const seed of seeds)
        for (const { placed, cause } of at(castOutside({ ...usual, place, seed }), 470_000)) {
          count++;
          const body = bodyOf(placed, place.backdrop.ground);
          for (const fence of place.fences)
            expect(standingPlaceOf(body, placed.at, fence)).toMatchObject({ insideShare: 0 });
          expect(cause).toBe('thing-outside');
        }
    }
    expect(count).toBeGreaterThan(20);
  });
});

describe('drops on the lens', () => {
  it('appear only in rain, and stay for several looks', () => {
    const drops = (rain: number) =>
      seeds.flatMap((seed) =>
        castSurroundings({ ...usual, seed, rain, wind: 0, isDark: false, dayOfYear: 180 }).filter(
          ({ id }) => id.startsWith('drop'),
        ),
      );
    expect(drops(0)).toEqual([]);
    const [drop] = drops(0.8);
    const first = drop!.blots!(0)[0]!;
    const next = drop!.blots!(2000)[0]!;
    expect(first.cause).toBe('drops');
    expect(Math.abs(next.x - first.x)).toBeLessThan(0.01);
  });
});

describe('a delivery', () => {
  it('has parcels next to it for less than the shortest dwell', () => {
    const place = createPlace('parking');
    const vans = seeds
      .flatMap((seed) => castTraffic({ ...usual, place, seed, isDark: false }))
      .filter((actor) =>
        Array.from({ length: 240 }, (_, look) => actor.shown(look * 2000)).some(
          ([one]) => one?.cause === 'delivery',
        ),
      );
    expect(vans.length).toBeGreaterThan(3);
    for (const van of vans) {
      const looks = Array.from({ length: 480 }, (_, s) => van.shown(s * 1000).length);
      expect(looks.filter((count) => count === 2).length).toBeLessThanOrEqual(30);
    }
  });
});
