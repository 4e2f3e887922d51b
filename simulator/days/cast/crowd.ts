// A crowd that stands in two rows for some minutes, such as at a bus stop or a door. Takes the options of a window; returns its
// people, who come and leave one by one.
import { metreAt } from '../../ground.ts';
import { between, createRandom, type Random } from '../../random.ts';
import { standing } from '../../actors/walker.ts';
import type { Actor } from './actor.ts';
import { drawClothing, pick, type CastOptions } from './clothing.ts';

const person = { thing: 'person', label: 'person' } as const;

export function castCrowd({ place, seed, durationMs, crowd }: CastOptions): Actor[] {
  const random = createRandom(seed + 211);
  if (random() > 0.22 * Math.min(1.3, crowd) || place.standing.length === 0) return [];
  const [x, y] = pick(random, place.standing);
  const metre = metreAt(place.backdrop.ground, y);
  const fromMs = between(random, -60_000, durationMs * 0.6);
  const lastsMs = between(random, 60_000, 300_000);
  return Array.from({ length: 7 + Math.floor(random() * 5) }, (_, member) => {
    const column = Math.floor(member / 2) * 0.55 + between(random, -0.12, 0.12);
    const at = [x + column * metre, y + (member % 2) * 0.5 * metre * 0.4] as const;
    return memberAt(at, member, {
      random,
      comesMs: fromMs + member * 2500,
      goesMs: fromMs + lastsMs + member * 1800,
    });
  });
}

function memberAt(
  at: readonly [number, number],
  member: number,
  { random, comesMs, goesMs }: { random: Random; comesMs: number; goesMs: number },
): Actor {
  const clothing = drawClothing(random);
  const view = pick(random, ['front', 'back', 'side'] as const);
  const hard = random() < 0.25 ? 0.6 : 0.15;
  const seed = 700 + member;
  return {
    id: `crowd-${member}`,
    shown: (timeMs) => {
      if (timeMs < comesMs || timeMs >= goesMs) return [];
      const placed = standing({ clothing, view, load: null, at, seed }, timeMs);
      return [{ placed, named: person, cause: 'crowd', hard }];
    },
  };
}
