// Who and what has a part in a window: counts, times, places and names, from seeds alone.
import { describe, expect, it } from 'vitest';
import { isInside } from '../../../contracts/index.ts';
import { createPlace } from '../places/create-place.ts';
import { placeNames } from '../place.ts';
import type { Actor, Cause } from './actor.ts';
import { plantMatters } from './matters.ts';
import { clipped } from './standing-place.ts';
import { pick } from './clothing.ts';
import { castPeople } from './people.ts';
import { castSurroundings } from './surroundings.ts';
import { castTraffic } from './traffic.ts';

const street = createPlace('street');
const usual = { place: street, seed: 5, durationMs: 480_000, crowd: 1, rain: 0 };
const times = Array.from({ length: 240 }, (_, look) => look * 2000);

function causesOf(actors: readonly Actor[]): Set<Cause> {
  const shown = times.flatMap((at) => actors.flatMap((actor) => actor.shown(at)));
  return new Set(shown.map(({ cause }) => cause));
}

describe('people', () => {
  it('are the same for the same seed, and others for another', () => {
    const at = (seed: number) =>
      castPeople({ ...usual, seed }).flatMap((actor) =>
        actor.shown(60_000).map(({ placed }) => placed.at),
      );
    expect(at(5)).toEqual(at(5));
    expect(at(5)).not.toEqual(at(6));
  });

  it('are many in a crowd and nobody in none', () => {
    expect(castPeople({ ...usual, crowd: 1 }).length).toBeGreaterThan(10);
    expect(castPeople({ ...usual, crowd: 0 })).toEqual([]);
  });

  it('walk, stand, sit, queue, and some have prams, dogs or a broom', () => {
    const seeds = Array.from({ length: 12 }, (_, seed) => castPeople({ ...usual, seed }));
    const seen = new Set(seeds.flatMap((actors) => [...causesOf(actors)]));
    for (const cause of [
      'person-walks',
      'person-stands',
      'person-sits',
      'queue',
      'pram',
      'dog',
      'sweeper',
    ] as const)
      expect(seen).toContain(cause);
  });

  it('open umbrellas in rain only', () => {
    expect(causesOf(castPeople(usual))).not.toContain('umbrella');
    expect(causesOf(castPeople({ ...usual, rain: 0.5 }))).toContain('umbrella');
  });

  it('never keep quite still while they stand', () => {
    const all = Array.from({ length: 12 }, (_, seed) => castPeople({ ...usual, seed })).flat();
    const isStill = (actor: Actor) =>
      actor.id.startsWith('stands') &&
      times.slice(50, 70).every((at) => actor.shown(at).length > 0);
    const still = all.find(isStill)!;
    const xs = times
      .slice(50, 70)
      .flatMap((at) => still.shown(at).map(({ placed }) => placed.at[0]));
    expect(new Set(xs).size).toBeGreaterThan(5);
  });

  it('are not picked from an empty list', () => {
    expect(() => pick(() => 0.5, [])).toThrow(/got none/);
  });
});

describe('traffic', () => {
  const options = { ...usual, isDark: true };

  it('is none where no lane is', () => {
    expect(castTraffic({ ...options, place: createPlace('lobby') })).toEqual([]);
  });

  it('has beams while it is there in the dark, none by day', () => {
    const beamsOf = (isDark: boolean) =>
      times.flatMap((at) =>
        castTraffic({ ...options, isDark }).flatMap((actor) => actor.beams?.(at) ?? []),
      );
    expect(beamsOf(true).length).toBeGreaterThan(0);
    expect(beamsOf(false)).toEqual([]);
  });

  it('waits, delivers, and leaves where it stood from the start', () => {
    const seen = new Set(
      Array.from({ length: 15 }, (_, seed) => castTraffic({ ...options, seed })).flatMap(
        (actors) => [...causesOf(actors)],
      ),
    );
    expect(seen).toEqual(new Set(['car-passes', 'car-waits', 'delivery', 'thing-leaves']));
    const leaving = Array.from({ length: 15 }, (_, seed) => castTraffic({ ...options, seed }))
      .flat()
      .find((actor) => actor.shown(0)[0]?.cause === 'thing-leaves');
    expect(leaving?.shown(0).length).toBe(1);
    expect(leaving?.shown(480_000)).toEqual([]);
  });
});

describe('surroundings', () => {
  const options = {
    place: createPlace('park-edge'),
    seed: 5,
    isDark: true,
    wind: 1,
    rain: 0,
    dayOfYear: 180,
    durationMs: 480_000,
  };

  it('let trees sway in wind and stand in none', () => {
    const bends = (wind: number) =>
      times.flatMap((at) =>
        castSurroundings({ ...options, wind })[0]!
          .shown(at)
          .map(({ placed }) => placed.bendM ?? 0),
      );
    expect(new Set(bends(1)).size).toBeGreaterThan(50);
    expect(bends(0).every((bend) => bend === 0)).toBe(true);
  });

  it('have insects at night only, and a spider some nights', () => {
    const blots = (isDark: boolean) => {
      const lenses = Array.from({ length: 40 }, (_, seed) =>
        castSurroundings({ ...options, seed, isDark }),
      );
      return new Set(
        lenses
          .flat()
          .flatMap((actor) =>
            times.flatMap((at) => (actor.blots?.(at) ?? []).map(({ cause }) => cause)),
          ),
      );
    };
    expect(blots(true)).toEqual(new Set(['insect', 'spider', 'dirt']));
    expect(blots(false)).not.toContain('insect');
  });
});

describe('matters', () => {
  const planted = placeNames.flatMap((name) => {
    const place = createPlace(name);
    return Array.from({ length: 20 }, (_, seed) => plantMatters({ ...usual, place, seed }))
      .flat()
      .map((one) => ({ ...one, place }));
  });

  it('are of all kinds, sizes and several forms', () => {
    const matters = planted.map(({ matter }) => matter);
    expect(new Set(matters.map(({ kind }) => kind)).size).toBe(3);
    expect(new Set(matters.map(({ size }) => size))).toEqual(new Set(['small', 'middle', 'large']));
    expect(new Set(matters.map(({ form }) => form)).size).toBeGreaterThan(8);
  });

  it('stand in a fence of their kind, within the window, and inside the picture', () => {
    for (const { matter, place } of planted) {
      const fence = place.fences.find(({ id }) => id === matter.fenceId)!;
      expect(fence.kind).toBe(matter.kind);
      expect(isInside(fence.polygon, matter.at[0], matter.at[1])).toBe(true);
      expect(matter.fromMs).toBeGreaterThan(0);
      expect(matter.toMs).toBeLessThanOrEqual(480_000);
      expect(matter.region.x + matter.region.width).toBeLessThanOrEqual(1);
    }
  });

  it('are there from when to when the truth says, with somebody beside who brings them', () => {
    for (const { matter, actors } of planted) {
      const shown = (at: number) =>
        actors.flatMap((actor) => actor.shown(at)).map(({ cause }) => cause);
      expect(shown(matter.fromMs - 6000)).toEqual([]);
      expect(shown(matter.fromMs)).toEqual(expect.arrayContaining(['matter', 'person-stands']));
      expect(shown(matter.toMs)).not.toContain('matter');
    }
  });

  it('are none in a window that is too short for a dwell', () => {
    expect(plantMatters({ ...usual, durationMs: 60_000 })).toEqual([]);
  });
});

describe('clipped', () => {
  it.each([
    ['a box inside', { x: 0.2, y: 0.2, width: 0.1, height: 0.1 }, 0.01],
    ['one that hangs out', { x: -0.1, y: 0.9, width: 0.2, height: 0.2 }, 0.01],
    ['one outside', { x: 1.5, y: 0.2, width: 0.2, height: 0.2 }, 0],
  ])('keeps of %s what lies in the picture', (_, box, area) => {
    const { width, height } = clipped(box);
    expect(width * height).toBeCloseTo(area, 6);
  });
});
