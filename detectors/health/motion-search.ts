// Decides when to search for the motion of the view. A search takes tens of ms of CPU, so it runs only when structure is missing,
// when it is needed, and at long intervals. Takes the comparison with the reference; returns the motion.
import type { Planes } from '../scene/planes.ts';
import { findMotion, type Motion } from './motion.ts';
import type { Structure } from './structure.ts';

/** A view is covered when this share of the textured tiles has no texture, as with a hand, a bag or a leaf on the lens. */
export const coveredTiles = 0.5;
/** In a view that was turned back, up to this share of the textured tiles may differ, because a crowd may hide some. */
export const backTiles = 0.35;
/** The search is expensive, so it runs when more than this share of the tiles differs, and at long intervals. */
const missedTiles = 0.08;
const usualMs = 60_000;
/** A view that sags slowly is found by these searches only; while they find nothing the interval doubles. */
const lookAgainMs = { first: 20_000, longest: 80_000 };
/** After a search without a result the next one waits, each time twice as long, unless clearly more tiles differ. */
const restMs = { first: 4000, longest: 32_000 };
const clearlyMoreTiles = 0.1;

export interface MotionQuestion {
  readonly now: Planes;
  readonly reference: Planes;
  readonly structure: Structure;
  readonly at: number;
  /** Whether the view has been reported as moved. */
  readonly wasMoved: boolean;
  /** Whether the previous picture had moved. */
  readonly isExpected: boolean;
}

/** Searches for the motion when structure is missing, when it is needed, and at long intervals. */
export function createMotionSearch(find = findMotion): (question: MotionQuestion) => Motion | null {
  let usual: number | null = null;
  let askedAt = -Infinity;
  let lookedAt = -Infinity;
  let againMs = lookAgainMs.first / 2;
  const rest = createRest();
  return ({ now, reference, structure: { unlikeShare, plainShare }, at, wasMoved, isExpected }) => {
    usual ??= unlikeShare;
    const isMissed = unlikeShare > usual + missedTiles && rest.isOver(unlikeShare, at);
    const isNeeded = wasMoved ? unlikeShare <= backTiles : isExpected || isMissed;
    usual += (1 - Math.exp((askedAt - at) / usualMs)) * (unlikeShare - usual);
    askedAt = at;
    if (plainShare > coveredTiles || (!isNeeded && at - lookedAt < againMs)) return null;
    lookedAt = at;
    const motion = find(now, reference);
    againMs = isNeeded || motion ? lookAgainMs.first : Math.min(lookAgainMs.longest, 2 * againMs);
    rest.begin(motion === null, unlikeShare, at);
    return motion;
  };
}

/** The wait after searches without a result, because a crowd may hide much of the picture for long. */
function createRest() {
  let until = -Infinity;
  let lengthMs = 0;
  let missedThen = 0;
  return {
    isOver: (unlikeShare: number, at: number) =>
      at >= until || unlikeShare > missedThen + clearlyMoreTiles,
    begin: (wasInVain: boolean, unlikeShare: number, at: number) => {
      lengthMs = wasInVain ? Math.min(restMs.longest, Math.max(restMs.first, 2 * lengthMs)) : 0;
      until = at + lengthMs;
      missedThen = unlikeShare;
    },
  };
}
