// Decides how soon the next look at a camera is due. Pure. The sooner a place may be decided, the shorter the interval. While
// nothing is there, a new object is still seen several times within its dwell. A place that was missed in one look is looked at
// again at once.
import type { Fence, Observation } from '../../contracts/index.ts';
import type { FollowedPlace } from '../../geofences/index.ts';

/** The result of a look. */
export interface Found {
  readonly isViewWrong: boolean;
  /** A track or a region, in a fence or not. */
  readonly isSomething: boolean;
  /** Candidates and open incidents. */
  readonly followed: readonly FollowedPlace[];
}

interface LookOutcome {
  readonly observation: Pick<Observation, 'tracks' | 'regions' | 'view'>;
  readonly followed: readonly FollowedPlace[];
}

export function foundIn({ observation, followed }: LookOutcome): Found {
  const { tracks, regions, view } = observation;
  return {
    isViewWrong: view.state !== 'ok',
    isSomething: tracks.length > 0 || regions.length > 0,
    followed,
  };
}

export interface LookState {
  readonly periodMs: number;
  /** The shortest dwell of the camera's fences, null without fences. */
  readonly leastDwellMs: number | null;
  /** Since the first look, ms: at first the background model is learned. */
  readonly watchedMs: number;
  /** Of the last look; null before the first. */
  readonly found: Found | null;
  /** Time since something was last seen (a track, region, candidate, open incident or wrong view); null for never. */
  readonly calmMs: number | null;
  /** The coded pictures since the last key frame were larger than usual. */
  readonly isBusy: boolean;
}

export const lookReasons = [
  'period',
  'short-dwell',
  'learning',
  'view',
  'absent',
  'candidate',
  'open',
  'busy',
  'seen',
  'calm',
] as const;
/** What decided the interval. */
export type LookReason = (typeof lookReasons)[number];

export interface LookInterval {
  readonly ms: number;
  readonly reason: LookReason;
}

/** With a dwell up to this, the camera is looked at every period. */
const shortDwellMs = 15_000;
const learningMs = 60_000;
/** After this long without an object the camera counts as calm. */
const calmAfterMs = 10_000;
/** The minimum number of looks per dwell and the longest interval, by what is there. */
const rates = {
  /** The interval is also how much later an alert may be than its dwell. */
  candidate: { looksADwell: 20, longestMs: 4000 },
  /** Passers-by, or objects that do not count yet: one may become a candidate. */
  seen: { looksADwell: 10, longestMs: 4000 },
  /** An open incident; only its clearing must be noticed. */
  open: { looksADwell: 5, longestMs: 8000 },
  calm: { looksADwell: 5, longestMs: 8000 },
} as const;

export function lookInterval(state: LookState): LookInterval {
  const { periodMs } = state;
  const reason = eachPeriod(state);
  if (reason) return { ms: periodMs, reason };
  const wanted = [
    restOf(state),
    ...(state.found?.followed ?? []).map((one) => withinOf(one, state)),
  ];
  const soonest = wanted.reduce((best, one) => (one.ms < best.ms ? one : best));
  return soonest.ms > periodMs ? soonest : { ms: periodMs, reason: soonest.reason };
}

/** Why the camera is looked at every period; null when that is not needed. */
function eachPeriod(state: LookState): LookReason | null {
  const { periodMs, leastDwellMs, watchedMs, found, isBusy } = state;
  if (intervalOf('calm', leastDwellMs) <= periodMs) return 'period';
  if (leastDwellMs !== null && leastDwellMs <= shortDwellMs) return 'short-dwell';
  if (watchedMs < learningMs) return 'learning';
  if (found?.isViewWrong) return 'view';
  if (found?.followed.some(({ isAbsent }) => isAbsent)) return 'absent';
  return isBusy ? 'busy' : null;
}

function restOf({ leastDwellMs, calmMs }: LookState): LookInterval {
  const reason = calmMs !== null && calmMs < calmAfterMs ? 'seen' : 'calm';
  return { ms: intervalOf(reason, leastDwellMs), reason };
}

/** The look comes when the candidate's dwell is over, not one interval later. */
function withinOf(place: FollowedPlace, { leastDwellMs }: LookState): LookInterval {
  const { stage, dwellMs, stayedMs } = place;
  if (stage === 'open') return { ms: intervalOf('open', leastDwellMs), reason: 'open' };
  const leftMs = dwellMs > stayedMs ? dwellMs - stayedMs : Infinity;
  return { ms: Math.min(leftMs, intervalOf('candidate', dwellMs)), reason: 'candidate' };
}

function intervalOf(what: keyof typeof rates, dwellMs: number | null): number {
  const { looksADwell, longestMs } = rates[what];
  return Math.min(longestMs, (dwellMs ?? Infinity) / looksADwell);
}

/** Whether no place is followed and the view is ok, so that the state may be saved less often. */
export function isQuiet({ isViewWrong, followed }: Found): boolean {
  return !isViewWrong && followed.length === 0;
}

/** The shortest dwell of a camera's fences; null when it has none. */
export function leastDwellOf(fences: readonly Fence[], cameraId: string): number | null {
  const own = fences.filter(({ camera }) => camera === cameraId);
  const least = Math.min(...own.flatMap(({ dwellMs }) => Object.values(dwellMs)));
  return own.length === 0 ? null : least;
}
