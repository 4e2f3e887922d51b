// An object that somebody left outside all fences, near one or far away. It must not raise an alert. It is there from the start or
// appears during the window.
import { between, createRandom } from '../../random.ts';
import type { Box, FenceFile, Point } from '../../../contracts/index.ts';
import { createLeftThing, leftForms } from '../sprites/left-things.ts';
import type { PlacedThing } from '../render/painter.ts';
import type { Actor } from './actor.ts';
import { clothColours, pick, type CastOptions } from './clothing.ts';
import { bodyOf, standingPlaceOf } from './standing-place.ts';

const share = 0.25;
const maxTries = 20;

export function castOutside({ place, seed, durationMs }: CastOptions): Actor[] {
  const random = createRandom(seed + 401);
  if (random() > share) return [];
  const form = pick(random, leftForms);
  const colour = pick(random, clothColours);
  const sprite = createLeftThing({ form, colour, seed: Math.floor(random() * 1000) });
  const fromMs = random() < 0.3 ? -1e7 : between(random, 10_000, durationMs * 0.6);
  const highest = Math.max(0.42, ...place.wallFoot.map(([, y]) => y + 0.02));
  for (let tries = 0; tries < maxTries; tries++) {
    const at: Point = [between(random, 0.05, 0.95), between(random, highest, 0.98)];
    const placed: PlacedThing = { sprite, at, isMirrored: false, opacity: 1 };
    const body = bodyOf(placed, place.backdrop.ground);
    if (place.fences.some((fence) => reaches(body, at, fence))) continue;
    return [
      {
        id: 'outside',
        shown: (timeMs) =>
          timeMs >= fromMs ? [{ placed, named: null, cause: 'thing-outside', hard: 1 }] : [],
      },
    ];
  }
  return [];
}

/** Whether it overlaps the fence, with a margin: an object that touches a fence is not outside. */
function reaches(body: Box, at: readonly [number, number], fence: FenceFile): boolean {
  const { x, y, width, height } = body;
  const larger = {
    x: x - width * 0.1,
    y: y - height * 0.1,
    width: width * 1.2,
    height: height * 1.2,
  };
  return standingPlaceOf(larger, at, fence).insideShare > 0;
}
