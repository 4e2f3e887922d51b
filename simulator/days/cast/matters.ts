// Plants the matters of a window, of all kinds, sizes and colours: stalls with vendors, objects that block an exit, dumped objects.
// Somebody brings each and takes it away, unless it stays to the end. The truth is computed from the same values as the drawing.
import { metreAt } from '../../ground.ts';
import { between, createRandom, type Random } from '../../random.ts';
import { standing } from '../../actors/walker.ts';
import { createScooter } from '../../sprites/scooter.ts';
import { createStall } from '../../sprites/stall.ts';
import { createCar } from '../../sprites/car.ts';
import type { Sprite } from '../../sprites/sprite.ts';
import type { Box, FenceFile, Thing } from '../../../contracts/index.ts';
import type { Place, Spot } from '../place.ts';
import { createLeftThing, leftForms } from '../sprites/left-things.ts';
import type { PlacedThing } from '../render/painter.ts';
import type { Actor, Matter, MatterSize, Shown } from './actor.ts';
import { drawClothing, pick, type CastOptions } from './clothing.ts';
import { bodyOf, isAskedFor, standingPlaceOf, type StandingPlace } from './standing-place.ts';
import { carColours } from './traffic.ts';

export interface Planted {
  readonly actors: readonly Actor[];
  readonly matter: Matter;
}

const colours = [
  '#1f2326',
  '#e4e2da',
  '#3f6fa8',
  '#b03a2a',
  '#7d6a4a',
  '#4d7c55',
  '#8a8c8d',
  '#caa64a',
];
const umbrella = { thing: 'umbrella', label: 'umbrella' } as const;
const motorcycle = { thing: 'two-wheeler', label: 'motorcycle' } as const;
const car = { thing: 'vehicle', label: 'car' } as const;
const suitcase = { thing: 'goods', label: 'suitcase' } as const;
/** How long before the end of the window a matter must begin, by kind: its dwell and time for a late alert. */
const needed: ReadonlyMap<string, number> = new Map([
  ['street-vending', 345_000],
  ['blocked-fire-exit', 90_000],
  ['debris-pile', 165_000],
]);
const longestNeeded = 345_000;

/** At most one matter per fence; most windows have none. */
export function plantMatters({ place, seed, durationMs }: CastOptions): Planted[] {
  const random = createRandom(seed + 71);
  return place.fences.flatMap((fence) => {
    const neededMs = needed.get(fence.kind) ?? longestNeeded;
    const latest = durationMs - neededMs;
    if (random() > 0.4 || latest < 20_000) return [];
    const fromMs = Math.round(between(random, 16_000, latest));
    const stays = random() < 0.5;
    const toMs = stays
      ? durationMs
      : Math.round(between(random, fromMs + neededMs - 15_000, durationMs));
    const stand = findStand(fence, place, random);
    return stand ? [plant(fence, stand, { place, random, fromMs, toMs })] : [];
  });
}

interface Stand {
  readonly form: Form;
  readonly placed: PlacedThing;
  readonly region: Box;
  readonly standing: StandingPlace;
}

const maxTries = 12;

/** Draws an object and a spot until the fence's settings apply to it; null after too many tries. */
function findStand(fence: FenceFile, place: Place, random: Random): Stand | null {
  const spots = place.spots.filter((spot) => spot.fence === fence.id);
  for (let tries = 0; tries < maxTries && spots.length > 0; tries++) {
    const stand = standAt(pick(random, spots), { fence, place, random });
    if (isAskedFor(stand.standing, fence)) return stand;
  }
  return null;
}

function standAt(
  { at }: Spot,
  { fence, place, random }: { fence: FenceFile; place: Place; random: Random },
): Stand {
  const form = drawForm(fence.kind, random);
  const placed = { sprite: form.sprite, at, isMirrored: random() < 0.5, opacity: 1 };
  const region = bodyOf(placed, place.backdrop.ground);
  return { form, placed, region, standing: standingPlaceOf(region, at, fence) };
}

interface Planting {
  readonly place: Place;
  readonly random: Random;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Form {
  readonly form: string;
  readonly colour: string;
  readonly sprite: Sprite;
  readonly named: { readonly thing: Thing; readonly label: string } | null;
  readonly dwellClass: Matter['dwellClass'];
}

function plant(
  fence: FenceFile,
  { form, placed, region, standing }: Stand,
  planting: Planting,
): Planted {
  const { fromMs, toMs } = planting;
  const { sprite: _, named, ...rest } = form;
  const { at } = placed;
  const isThere = (timeMs: number) => timeMs >= fromMs && timeMs < toMs;
  const shown: Shown = { placed, named, cause: 'matter', hard: 0.15 };
  const actors: Actor[] = [
    { id: `matter-${fence.id}`, shown: (timeMs) => (isThere(timeMs) ? [shown] : []) },
    bringer(fence, at, planting),
  ];
  const { id: fenceId, kind } = fence;
  const size = sizeOf(region);
  return { actors, matter: { ...rest, fenceId, kind, at, standing, fromMs, toMs, region, size } };
}

function drawForm(kind: FenceFile['kind'], random: Random): Form {
  const chance = random();
  if (kind === 'street-vending') return drawStall(random);
  if (kind === 'blocked-fire-exit' && chance < 0.5) return drawParked(random, chance < 0.35);
  const form = pick(random, leftForms);
  const colour = pick(random, colours);
  const sprite = createLeftThing({ form, colour, seed: Math.floor(random() * 1000) });
  const named = form === 'suitcase' ? suitcase : null;
  const dwellClass = kind === 'debris-pile' ? 'default' : 'goods';
  return { form, colour, sprite, named, dwellClass };
}

function drawStall(random: Random): Form {
  const colour = pick(random, colours);
  const goods = ['#c9a04a', '#a5473b', '#6a8a4e'];
  const look = { cart: colour, parasol: [pick(random, colours), '#e9e2d0'] as const, goods };
  const sprite = createStall(look, 'open');
  return { form: 'stall', colour, sprite, named: umbrella, dwellClass: 'default' };
}

function drawParked(random: Random, isScooter: boolean): Form {
  const colour = pick(random, carColours);
  return isScooter
    ? {
        form: 'scooter',
        colour,
        sprite: createScooter(colour, null),
        named: motorcycle,
        dwellClass: 'two-wheeler',
      }
    : { form: 'car', colour, sprite: createCar(colour), named: car, dwellClass: 'vehicle' };
}

/** The person who brings it and takes it away: stands next to it at both times; a vendor also in between. */
function bringer(
  { kind, id }: FenceFile,
  [x, y]: readonly [number, number],
  { place, random, fromMs, toMs }: Planting,
): Actor {
  const clothing = drawClothing(random);
  const beside = [x + 1.5 * metreAt(place.backdrop.ground, y), y + 0.004] as const;
  const stays = kind === 'street-vending';
  return {
    id: `brings-${id}`,
    shown: (timeMs) => {
      const handles = Math.abs(timeMs - fromMs) < 5000 || Math.abs(timeMs - toMs) < 4000;
      if (!handles && !(stays && timeMs > fromMs && timeMs < toMs)) return [];
      const placed = standing(
        { clothing, view: 'front', load: null, at: beside, seed: fromMs },
        timeMs,
      );
      return [
        { placed, named: { thing: 'person', label: 'person' }, cause: 'person-stands', hard: 0.1 },
      ];
    },
  };
}

/** By the share of the picture: small below 0.4 %, large from 2 %. */
function sizeOf({ width, height }: Box): MatterSize {
  const area = width * height;
  return area < 0.004 ? 'small' : area < 0.02 ? 'middle' : 'large';
}
