// Fallen leaves in autumn: small patches on the ground around trees, which the wind moves from time to time. Takes place, day and
// wind; returns actors. Leaves must never raise an alert.
import { between, createRandom, randomAt } from '../../random.ts';
import type { Place } from '../place.ts';
import { createLeaves } from '../sprites/leaves.ts';
import type { PlacedThing } from '../render/painter.ts';
import type { Actor } from './actor.ts';

export interface LeavesOptions {
  readonly place: Place;
  readonly seed: number;
  readonly dayOfYear: number;
  readonly wind: number;
}

const autumn = { from: 275, to: 340 } as const;
const lowest = 0.97;

export function castLeaves({ place, seed, dayOfYear, wind }: LeavesOptions): Actor[] {
  const hasTrees = place.backdrop.furniture.some(({ sprite }) => sprite.key.startsWith('tree'));
  if (!hasTrees || place.indoor || dayOfYear < autumn.from || dayOfYear > autumn.to) return [];
  const random = createRandom(seed + 307);
  const highest = Math.max(0.4, ...place.wallFoot.map(([, y]) => y + 0.02));
  return Array.from({ length: 24 + Math.floor(random() * 30) }, (_, index): Actor => {
    const sprite = createLeaves(Math.floor(random() * 6), between(random, 8, 26));
    const staysMs = between(random, 20_000, 120_000) / Math.max(0.15, wind);
    const offset = random() * staysMs;
    return {
      id: `leaves-${index}`,
      shown: (timeMs) => {
        const rest = Math.floor((timeMs + offset) / staysMs);
        const x = randomAt(seed + index * 13, rest);
        const y = highest + (lowest - highest) * randomAt(seed + index * 13 + 1, rest);
        const placed: PlacedThing = { sprite, at: [x, y], isMirrored: false, opacity: 1 };
        return [{ placed, named: null, cause: 'leaves', hard: 1 }];
      },
    };
  });
}
