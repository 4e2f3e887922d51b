// People of a window: those who walk through, some under umbrellas or with prams and dogs, and those who stand, sit or queue.
// All randomness comes from the seed.
import type { Ground } from '../../ground.ts';
import { metreAt } from '../../ground.ts';
import { journeyAt, planJourney } from '../../journey.ts';
import { between, createRandom, type Random } from '../../random.ts';
import { standing, walking } from '../../actors/walker.ts';
import { clothColours, drawClothing, pick, type CastOptions } from './clothing.ts';
import type { Clothing } from '../../sprites/person.ts';
import type { Sprite } from '../../sprites/sprite.ts';
import type { PlacedThing } from '../render/painter.ts';
import {
  createDog,
  createPram,
  createSeated,
  createSweeper,
  underUmbrella,
} from '../sprites/passers.ts';
import type { Actor, Cause, Shown } from './actor.ts';
import { castCrowd } from './crowd.ts';

const person = { thing: 'person', label: 'person' } as const;
const animal = { thing: 'animal', label: 'dog' } as const;
export function castPeople(options: CastOptions): Actor[] {
  const { place, seed, durationMs, crowd } = options;
  const random = createRandom(seed);
  const count = Math.round(crowd * place.crowd * (durationMs / 60_000) * between(random, 1.5, 4));
  const walkers = Array.from({ length: count }, (_, index) => castWalker(index, random, options));
  const still = place.standing.filter(() => random() < 0.45 * Math.min(1.3, crowd));
  const groups = still.flatMap((at, index) => castStanding(at, index, { random, options }));
  return [...walkers, ...groups, ...castCrowd(options)];
}

function castWalker(
  index: number,
  random: Random,
  { place, durationMs, rain }: CastOptions,
): Actor {
  const { ground } = place.backdrop;
  const shift = between(random, -0.02, 0.02);
  const path = pick(random, place.paths).map(([x, y]): [number, number] => [x, y + shift]);
  if (random() < 0.5) path.reverse();
  const clothing = drawClothing(random);
  const startMs = between(random, -40_000, durationMs);
  const stops =
    random() < 0.15 && path.length > 2 ? [{ point: 1, for: between(random, 4000, 40_000) }] : [];
  const legs = planJourney({ path, speed: between(random, 0.9, 1.6), stops }, startMs, ground);
  const colour = pick(random, clothColours);
  const extra = pickExtra(random, rain);
  return {
    id: `walker-${index}`,
    shown: (timeMs) => {
      const state = journeyAt(legs, timeMs, ground);
      if (!state) return [];
      const placed = state.isHalted
        ? standing({ clothing, view: 'front', load: null, at: state.at, seed: index }, timeMs)
        : walking(clothing, state, null);
      const cause: Cause = state.isHalted ? 'person-stands' : 'person-walks';
      return withExtra(
        { placed, named: person, cause, hard: 0 },
        { extra, colour, ground, timeMs },
      );
    },
  };
}

type Extra = 'umbrella' | 'pram' | 'dog' | 'sweeper' | null;

function pickExtra(random: Random, rain: number): Extra {
  const chance = random();
  if (rain > 0.15 && chance < 0.7) return 'umbrella';
  if (chance < 0.05) return 'pram';
  if (chance < 0.11) return 'dog';
  return chance < 0.13 ? 'sweeper' : null;
}

interface Beside {
  readonly extra: Extra;
  readonly colour: string;
  readonly ground: Ground;
  readonly timeMs: number;
}

function withExtra(shown: Shown, { extra, colour, ground, timeMs }: Beside): Shown[] {
  const { placed } = shown;
  const [x, y] = placed.at;
  const side = (placed.isMirrored ? -1 : 1) * metreAt(ground, y);
  const next = (sprite: Sprite): PlacedThing => ({
    ...placed,
    sprite,
    at: [x + side * 0.9, y + 0.002],
  });
  const instead = (sprite: Sprite) => ({ ...shown, placed: { ...placed, sprite } });
  switch (extra) {
    case null:
      return [shown];
    case 'umbrella':
      return [{ ...instead(underUmbrella(placed.sprite, colour)), cause: 'umbrella', hard: 0.25 }];
    case 'pram':
      return [shown, { placed: next(createPram(colour)), named: null, cause: 'pram', hard: 1 }];
    case 'dog': {
      const dog = next(createDog('#7d5f42', Math.floor(timeMs / 250) % 8));
      return [shown, { placed: dog, named: animal, cause: 'dog', hard: 0.3 }];
    }
    case 'sweeper':
      return [{ ...instead(createSweeper(sweeperClothing)), cause: 'sweeper', hard: 0.35 }];
  }
}

const sweeperClothing: Clothing = {
  top: '#e8762a',
  trousers: '#30405c',
  hair: '#1d1816',
  skin: '#c08a63',
  bag: null,
  hat: '#e8762a',
};

/** A seated person, a group that talks, or a queue; they come and leave during the window, or stay for all of it. */
function castStanding(
  [x, y]: readonly [number, number],
  index: number,
  { random, options }: { random: Random; options: CastOptions },
): Actor[] {
  const { place, durationMs } = options;
  const form = pick(random, ['sits', 'group', 'group', 'queue'] as const);
  const count = form === 'sits' ? 1 : form === 'group' ? 2 + Math.floor(random() * 2) : 4;
  const fromMs = between(random, -120_000, durationMs * 0.7);
  const lastsMs = between(random, 30_000, 400_000);
  const metre = metreAt(place.backdrop.ground, y);
  return Array.from({ length: count }, (_, member): Actor => {
    const clothing = drawClothing(random);
    const at = [
      x + member * metre * (form === 'queue' ? 0.9 : 0.6),
      y + (member % 2) * 0.006,
    ] as const;
    const hard = form === 'sits' ? between(random, 0.4, 0.95) : random() < 0.15 ? 0.7 : 0.1;
    const view = pick(random, ['front', 'back', 'side'] as const);
    const comes = fromMs + member * 4000;
    const goes = fromMs + lastsMs + member * 3000;
    return {
      id: `stands-${index}-${member}`,
      shown: (timeMs) => {
        if (timeMs < comes || timeMs >= goes) return [];
        const upright = standing(
          { clothing, view, load: null, at, seed: index * 31 + member },
          timeMs,
        );
        const placed = form === 'sits' ? { ...upright, sprite: createSeated(clothing) } : upright;
        const cause =
          form === 'sits' ? 'person-sits' : form === 'queue' ? 'queue' : 'person-stands';
        return [{ placed, named: person, cause, hard }];
      },
    };
  });
}
