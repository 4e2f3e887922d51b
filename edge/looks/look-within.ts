// Decides how soon a camera must be looked at again. Pure. While something is there: each period. While nothing is there: less
// often, but a new object is still seen several times within its dwell.
import type { Fence } from '../../contracts/index.ts';

export interface LookState {
  readonly periodMs: number;
  /** The shortest dwell of the camera's fences, null without fences. */
  readonly leastDwellMs: number | null;
  /** Since the first look, ms: at first the background model is learned. */
  readonly watchedMs: number;
  /** Since something was seen (an object, a region, a candidate, an open incident, a view that is not well); null for never. */
  readonly calmMs: number | null;
  /** The coded pictures since the last key frame were larger than usual. */
  readonly isBusy: boolean;
}

export const lookReasons = ['period', 'short-dwell', 'learning', 'seen', 'busy', 'calm'] as const;
/** The reason for the interval; only the last one allows more than one period. */
export type LookReason = (typeof lookReasons)[number];

export interface LookWithin {
  readonly ms: number;
  readonly reason: LookReason;
}

/** With a dwell as short as this no time may be lost. */
const shortDwellMs = 15_000;
/** A new object is seen about this many times before it counts. */
const looksADwell = 5;
const longestMs = 8000;
const learningMs = 60_000;
/** After this long without an object none is expected. */
const calmAfterMs = 10_000;

export function lookWithin(state: LookState): LookWithin {
  const { periodMs, leastDwellMs } = state;
  const calmMs = Math.min(longestMs, (leastDwellMs ?? Infinity) / looksADwell);
  const reason = reasonOf(state, calmMs);
  return { ms: reason === 'calm' ? calmMs : periodMs, reason };
}

function reasonOf(state: LookState, calmMs: number): LookReason {
  if (calmMs <= state.periodMs) return 'period';
  if (state.leastDwellMs !== null && state.leastDwellMs <= shortDwellMs) return 'short-dwell';
  if (state.watchedMs < learningMs) return 'learning';
  if (state.calmMs !== null && state.calmMs < calmAfterMs) return 'seen';
  return state.isBusy ? 'busy' : 'calm';
}

/** The shortest dwell of a camera's fences; null when it has none. */
export function leastDwellOf(fences: readonly Fence[], cameraId: string): number | null {
  const own = fences.filter(({ camera }) => camera === cameraId);
  const least = Math.min(...own.flatMap(({ dwellMs }) => Object.values(dwellMs)));
  return own.length === 0 ? null : least;
}
