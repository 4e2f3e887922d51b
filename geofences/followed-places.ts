// The places that the engine currently tracks, for the look schedule: candidates, open incidents, and cleared places whose object
// may have returned. Takes the engine's state; returns the progress of each.
import type { EngineState } from './engine-state.ts';
import { stageOf, type Place } from './places/place.ts';

export interface FollowedPlace {
  readonly stage: 'candidate' | 'open';
  /** How long it has stayed, and its dwell, ms. */
  readonly stayedMs: number;
  readonly dwellMs: number;
  /** Whether the latest look did not find it. */
  readonly isAbsent: boolean;
}

/** @param at time of the latest look, epoch ms */
export function followedPlaces(state: EngineState, at: number): FollowedPlace[] {
  return Object.values(state.places)
    .flat()
    .flatMap((place) => followed(place, at));
}

function followed(place: Place, at: number): FollowedPlace[] {
  const { dwellMs, since, lastClaimedAt } = place;
  const isAbsent = lastClaimedAt < at;
  const stage = stageOf(place);
  if (stage === 'open') return [{ stage, stayedMs: dwellMs, dwellMs, isAbsent }];
  if (stage === 'candidate')
    return [{ stage, stayedMs: Math.max(0, at - since), dwellMs, isAbsent }];
  // An object that returns to a cleared place opens its incident within seconds, so it counts as near its dwell.
  return isAbsent ? [] : [{ stage: 'candidate', stayedMs: dwellMs, dwellMs, isAbsent }];
}
