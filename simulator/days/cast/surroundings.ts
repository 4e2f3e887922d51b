// Actors without a person: street furniture, swaying trees, a flag, leaves, and blots on the lens: insects at night, a spider, dirt,
// drops of rain.
import { between, createRandom, randomAt, type Random } from '../../random.ts';
import type { Place } from '../place.ts';
import { createFlag } from '../sprites/passers.ts';
import { wave } from '../weather.ts';
import type { Actor } from './actor.ts';
import { castLeaves } from './leaves.ts';

export interface SurroundingsOptions {
  readonly place: Place;
  readonly seed: number;
  readonly isDark: boolean;
  readonly wind: number;
  readonly rain: number;
  readonly dayOfYear: number;
  readonly durationMs: number;
}

export function castSurroundings(options: SurroundingsOptions): Actor[] {
  const { place, seed } = options;
  const furniture = place.backdrop.furniture.map((item, index): Actor => {
    const isTree = item.sprite.key.startsWith('tree');
    return {
      id: `stands-there-${index}`,
      shown: (timeMs) => [
        {
          placed: isTree ? { ...item, bendM: swayM(seed + index, timeMs, options.wind) } : item,
          named: null,
          cause: isTree ? 'tree' : 'none-known',
          hard: 1,
        },
      ],
    };
  });
  const { flag } = place;
  const flags: Actor[] = flag
    ? [
        {
          id: 'flag',
          shown: (timeMs) => [
            {
              placed: {
                sprite: createFlag('#b3201c', Math.floor(timeMs / 170) % 12),
                at: flag,
                isMirrored: false,
                opacity: 1,
              },
              named: null,
              cause: 'flag',
              hard: 1,
            },
          ],
        },
      ]
    : [];
  return [...furniture, ...flags, ...castLeaves(options), ...castLens(options)];
}

function swayM(seed: number, timeMs: number, wind: number): number {
  return wind * (wave(seed, timeMs, 1700) + wave(seed + 1, timeMs, 700) * 0.5 - 0.75) * 0.9;
}

function castLens(options: SurroundingsOptions): Actor[] {
  const { seed, isDark, durationMs, place } = options;
  const random = createRandom(seed + 33);
  const count = isDark && !place.indoor ? Math.round(random() * 0.09 * (durationMs / 1000)) : 0;
  const insects = Array.from({ length: count }, (_, index) => insect(index, random, durationMs));
  const spiders = random() < 0.07 ? [spider(seed, random(), isDark)] : [];
  const dirts = random() < 0.1 ? [dirt(random, durationMs)] : [];
  return [...insects, ...spiders, ...dirts, ...castDrops(options)];
}

/** Most insects are gone at the next look; some sit on the lens for a while. */
function insect(index: number, random: Random, durationMs: number): Actor {
  const atMs = between(random, 0, durationMs);
  const lastsMs = random() < 0.1 ? between(random, 4000, 15_000) : 1900;
  const width = between(random, 0.01, 0.05);
  const height = between(random, 0.01, 0.06);
  const place = { x: random(), y: random(), width, height };
  const blot = { ...place, bright: 0.8, cover: 0.7, cause: 'insect' as const };
  return {
    id: `insect-${index}`,
    shown: () => [],
    blots: (timeMs) => (timeMs >= atMs && timeMs < atMs + lastsMs ? [blot] : []),
  };
}

function dirt(random: Random, durationMs: number): Actor {
  const fromMs = between(random, 0, durationMs);
  const place = { x: random(), y: random(), width: 0.05, height: 0.07 };
  const blot = { ...place, bright: 0.05, cover: 0.35, cause: 'dirt' as const };
  return {
    id: 'dirt',
    shown: () => [],
    blots: (timeMs) => (timeMs >= fromMs ? [blot] : []),
  };
}

/** A drop stays on the lens for a while, runs down slowly, and is replaced by another. */
function castDrops({ seed, rain }: SurroundingsOptions): Actor[] {
  if (rain < 0.1) return [];
  const random = createRandom(seed + 91);
  return Array.from({ length: Math.round(rain * between(random, 1, 9)) }, (_, index): Actor => {
    const staysMs = between(random, 15_000, 110_000);
    const size = between(random, 0.008, 0.026);
    return {
      id: `drop-${index}`,
      shown: () => [],
      blots: (timeMs) => {
        const seat = Math.floor(timeMs / staysMs);
        const aged = timeMs / staysMs - seat;
        const x = randomAt(seed + 92 + index, seat);
        const y = randomAt(seed + 192 + index, seat) + 0.02 * aged;
        return [
          { x, y, width: size, height: size * 2.1, bright: 0.55, cover: 0.38, cause: 'drops' },
        ];
      },
    };
  });
}

/** A spider in its web: it twitches every few seconds and moves elsewhere every few minutes. */
function spider(seed: number, from: number, isDark: boolean): Actor {
  return {
    id: 'spider',
    shown: () => [],
    blots: (timeMs) => {
      const seat = Math.floor(timeMs / 150_000);
      const twitch = Math.floor(timeMs / 9000);
      const x = 0.15 + 0.7 * randomAt(seed + 5, seat) + 0.01 * randomAt(seed + 6, twitch);
      const y = 0.3 + 0.5 * ((randomAt(seed + 7, seat) + from) % 1);
      const bright = isDark ? 0.9 : 0.01;
      const leg = (turn: number) => ({
        x: x + 0.022 * Math.cos(turn),
        y: y + 0.03 * Math.sin(turn),
        width: 0.014,
        height: 0.012,
        bright,
        cover: 0.4,
        cause: 'spider' as const,
      });
      return [
        { x, y, width: 0.022, height: 0.034, bright, cover: 0.75, cause: 'spider' },
        ...[0.4, 1.2, 2, 2.8, 3.6, 4.4, 5.2, 6].map(leg),
      ];
    },
  };
}
