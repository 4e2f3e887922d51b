// The places that the engine follows now, for whoever decides when to look again: candidates, open incidents, and cleared places
// to which something has returned. Takes the engine's state; gives how far each is.
import type { EngineState } from './engine-state.ts';
import { stageOf, type Place } from './places/place.ts';

export interface FollowedPlace {
  readonly stage: 'candidate' | 'open';
  /** How long it has stayed, of how long it must, ms. */
  readonly stayedMs: number;
  readonly dwellMs: number;
  /** The latest look did not find it. */
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
  // What returns to a cleared place opens it again within seconds.
  return isAbsent ? [] : [{ stage: 'candidate', stayedMs: dwellMs, dwellMs, isAbsent }];
}
