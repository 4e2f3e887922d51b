// Cars, vans and scooters of a window: passing ones, waiting ones, deliveries, and parked ones that leave. In the dark, moving and
// waiting cars have head lamps.
import type { Point } from '../../../contracts/index.ts';
import { metreAt, toGround } from '../../ground.ts';
import { journeyAt, planJourney } from '../../journey.ts';
import { between, createRandom, type Random } from '../../random.ts';
import { createCar, createVan } from '../../sprites/car.ts';
import { createBoxes } from '../../sprites/heap.ts';
import { createScooter } from '../../sprites/scooter.ts';
import type { Sprite } from '../../sprites/sprite.ts';
import type { Beam } from '../render/beams.ts';
import { createCarFace } from '../sprites/passers.ts';
import type { Place } from '../place.ts';
import type { PlacedThing } from '../render/painter.ts';
import type { Actor, Shown } from './actor.ts';
import { drawClothing, pick, type CastOptions } from './clothing.ts';

const vehicle = { thing: 'vehicle', label: 'car' } as const;
const twoWheeler = { thing: 'two-wheeler', label: 'motorcycle' } as const;
export const carColours = [
  '#b8bcc0',
  '#1f2226',
  '#e9e9e6',
  '#8c2f2b',
  '#2f4f7f',
  '#6f7468',
  '#c9a24a',
];

export interface TrafficOptions extends CastOptions {
  readonly isDark: boolean;
}

export function castTraffic(options: TrafficOptions): Actor[] {
  const { place, seed, durationMs, crowd } = options;
  if (place.lanes.length === 0) return [];
  const random = createRandom(seed + 17);
  const count = Math.round(
    place.traffic * (0.25 + crowd) * (durationMs / 60_000) * between(random, 1, 3),
  );
  const passing = Array.from({ length: count }, (_, index) => castPasser(index, random, options));
  const waiting = place.carStops.flatMap((at, index) =>
    random() < 0.5 ? [castWaiting(at, index, { random, options })] : [],
  );
  return [...passing, ...waiting];
}

function castPasser(index: number, random: Random, options: TrafficOptions): Actor {
  const { place, durationMs, isDark } = options;
  const { ground } = place.backdrop;
  const path = pick(random, place.lanes);
  const { sprite, named } = drawVehicle(random);
  const startMs = between(random, -4000, durationMs);
  const legs = planJourney({ path, speed: between(random, 4, 9), stops: [] }, startMs, ground);
  const heads = Math.sign((path[1]?.[0] ?? 1) - (path[0]?.[0] ?? 0));
  const strength = named.thing === 'vehicle' ? 1 : 0.5;
  return {
    id: `passes-${index}`,
    shown: (timeMs) => {
      const state = journeyAt(legs, timeMs, ground);
      if (!state) return [];
      const placed = { sprite, at: state.at, isMirrored: heads < 0, opacity: 1 };
      return [{ placed, named, cause: 'car-passes', hard: 0.05 }];
    },
    beams: (timeMs) => {
      const state = isDark ? journeyAt(legs, timeMs, ground) : null;
      return state ? [beamOf(state.at, { place, heads, strength })] : [];
    },
  };
}

function drawVehicle(random: Random): { sprite: Sprite; named: NonNullable<Shown['named']> } {
  const colour = pick(random, carColours);
  if (random() < 0.35)
    return { sprite: createScooter(colour, drawClothing(random)), named: twoWheeler };
  return { sprite: random() < 0.25 ? createVan(colour) : createCar(colour), named: vehicle };
}

function beamOf(
  at: readonly [number, number],
  { place, heads, strength }: { place: Place; heads: number; strength: number },
): Beam {
  const foot = toGround(place.backdrop.ground, [at[0], at[1]]);
  const towards = { x: heads * 0.97, z: -0.24 };
  return { x: foot.x + heads * 2, z: foot.z, towards, strength };
}

const waitingForms = ['car-waits', 'delivery', 'thing-leaves'] as const;

/** A waiting car, a delivery van, or a car that was parked from the start and leaves. */
function castWaiting(
  at: readonly [number, number],
  index: number,
  { random, options: { place, durationMs, isDark } }: { random: Random; options: TrafficOptions },
): Actor {
  const form = pick(random, waitingForms);
  const facesUs = random() < 0.5;
  const sprite = waitingSprite(form, { colour: pick(random, carColours), facesUs, isDark });
  const isFirst = form === 'thing-leaves';
  const fromMs = isFirst ? -1e7 : between(random, 0, durationMs * 0.7);
  const toMs = isFirst
    ? between(random, 40_000, durationMs)
    : fromMs + between(random, 15_000, 240_000);
  const isThere = (timeMs: number) => timeMs >= fromMs && timeMs < toMs;
  const { x, z } = toGround(place.backdrop.ground, [at[0], at[1]]);
  const towards = facesUs ? { x: 0.1, z: -0.99 } : { x: 0.97, z: -0.24 };
  const beam: Beam = { x, z: z - 0.5, towards, strength: 0.9 };
  const placed: PlacedThing = { sprite, at: [at[0], at[1]], isMirrored: false, opacity: 1 };
  const shown: Shown = { placed, named: vehicle, cause: form, hard: 0.05 };
  const isLit = isDark && form === 'car-waits';
  const parcelsOf = form === 'delivery' ? unloading(at, index, place) : () => [];
  return {
    id: `waits-${index}`,
    shown: (timeMs) => (isThere(timeMs) ? [shown, ...parcelsOf(timeMs - fromMs)] : []),
    beams: (timeMs) => (isLit && isThere(timeMs) ? [beam] : []),
  };
}

/** Parcels stand next to a delivery van for 30 s, which is shorter than any dwell. */
function unloading(
  [x, y]: readonly [number, number],
  index: number,
  place: Place,
): (sinceMs: number) => Shown[] {
  const sprite = createBoxes({ count: 3, seed: 40 + index });
  const beside: Point = [x - 3.1 * metreAt(place.backdrop.ground, y), y + 0.004];
  const placed: PlacedThing = { sprite, at: beside, isMirrored: false, opacity: 1 };
  const shown: Shown = { placed, named: null, cause: 'delivery', hard: 1 };
  return (sinceMs) => (sinceMs > 6000 && sinceMs < 36_000 ? [shown] : []);
}

function waitingSprite(
  form: (typeof waitingForms)[number],
  { colour, facesUs, isDark }: { colour: string; facesUs: boolean; isDark: boolean },
): Sprite {
  if (form === 'delivery') return createVan(colour);
  return facesUs ? createCarFace(colour, 'front', isDark) : createCar(colour);
}
