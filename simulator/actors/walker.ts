// A pedestrian: walks the path, stands at its stops, shifts weight while standing, may carry something.
import type { Ground } from '../ground.ts';
import { journeyAt, planJourney, type JourneyState } from '../journey.ts';
import type { Placement } from '../placement.ts';
import { randomAt } from '../random.ts';
import type { Walker } from '../scene.ts';
import type { Load } from '../sprites/load.ts';
import { createPerson, type Clothing, type PersonPose } from '../sprites/person.ts';

/** Metres covered by two steps. */
const strideM = 1.45;

export function placeWalker(walker: Walker, ground: Ground, timeMs: number): Placement[] {
  const state = journeyAt(planJourney(walker, walker.at, ground), timeMs, ground);
  if (!state) return [];
  const load = loadAt(walker, state.leg.point);
  if (state.isHalted) {
    const { facing } = walker.stops.find(({ point }) => point === state.leg.point) ?? {
      facing: 'front',
    };
    return [
      standing(
        { clothing: walker.clothing, view: facing, load, at: state.at, seed: walker.at },
        timeMs,
      ),
    ];
  }
  return [walking(walker.clothing, state, load)];
}

export interface Bystander {
  readonly clothing: Clothing;
  readonly view: PersonPose['view'];
  readonly load: Load | null;
  readonly at: readonly [number, number];
  readonly seed: number;
}

/** Standing people are never quite still: they sway slowly and shift their weight every few seconds. */
export function standing({ clothing, view, load, at, seed }: Bystander, timeMs: number): Placement {
  const sway = Math.sin(timeMs / 900 + seed) * 0.0012;
  const shift = (randomAt(seed, Math.floor(timeMs / 6000)) - 0.5) * 0.006;
  return {
    sprite: createPerson(clothing, { view, phase: null, load }),
    at: [at[0] + sway + shift, at[1]],
    isMirrored: shift > 0 && view === 'side',
    opacity: 1,
  };
}

export function walking(
  clothing: Clothing,
  { leg, at, metres }: JourneyState,
  load: Load | null,
): Placement {
  const phase = Math.floor(((metres / strideM) % 1) * 8);
  const across = leg.to[0] - leg.from[0];
  const towards = leg.to[1] - leg.from[1];
  const view = Math.abs(across) > Math.abs(towards) * 0.7 ? 'side' : towards > 0 ? 'front' : 'back';
  return {
    sprite: createPerson(clothing, { view, phase, load }),
    at,
    isMirrored: view === 'side' && across < 0,
    opacity: 1,
  };
}

function loadAt({ carries }: Walker, point: number): Load | null {
  if (!carries || point < carries.from) return null;
  return point < carries.to ? carries.load : null;
}
