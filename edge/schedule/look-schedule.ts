// Schedules the looks at one camera, across all runs of its stream. Takes the result of each look, the sizes of coded pictures and the
// overload of the machine; decides for each key frame whether to look.
import type { Clock } from '../../host/clock.ts';
import { isQuiet, lookInterval, type Found } from './look-interval.ts';
import type { Overload, Priority } from './overload.ts';
import { createCodedSize } from './coded-size.ts';

/** Why a key frame was skipped although the period since the last look is over. */
export const skipReasons = ['calm', 'overloaded', 'behind'] as const;
export type SkipReason = (typeof skipReasons)[number];

export interface LookSchedule {
  /** The result of a look, this long after its picture came. */
  found(found: Found, delayMs: number): void;
  /** Every coded picture, decoded or not. */
  picture(coded: { bytes: number; isKey: boolean }): void;
  /** Whether to decode a key frame that comes this long after the last look. */
  isDue(sinceLookMs: number): boolean;
  /** A key frame that was due was skipped because the decoder is behind: a sign of overload, like a late look. */
  behind(): void;
}

export interface LookScheduleOptions {
  cameraId: string;
  periodMs: number;
  /** The shortest dwell of the camera's fences; null when it has none. */
  leastDwellMs: () => number | null;
  overload: Overload;
  clock: Clock;
  onSkipped: (reason: SkipReason) => void;
}

/** Pictures never come exactly on time, and slightly early is better than late. */
const earlyShare = 0.75;
/** The minimum delay when the decoder is behind by several key frames. */
const behindMs = 4000;
/** The longest stretched interval between two looks. With attention it is below the time after which a candidate is forgotten. */
const longestMs = { usual: 20_000, attention: 8000 };

export function createLookSchedule(options: LookScheduleOptions): LookSchedule {
  const { cameraId, overload, clock, onSkipped } = options;
  const codedSize = createCodedSize();
  const seen = createSeen(options);
  return {
    found: (found, delayMs) => {
      seen.found(found);
      overload.looked(cameraId, delayMs, clock.steady());
    },
    picture: (coded) => {
      codedSize.add(coded);
    },
    isDue: (sinceLookMs) => {
      const wanted = seen.wantedMs(codedSize.isBusy());
      const stretched = stretchedMs(wanted, seen.priority(), overload);
      if (sinceLookMs >= earlyShare * stretched) return true;
      onSkipped(sinceLookMs >= earlyShare * wanted ? 'overloaded' : 'calm');
      return false;
    },
    behind: () => {
      overload.looked(cameraId, behindMs, clock.steady());
      onSkipped('behind');
    },
  };
}

/** Keeps the result of the last look, and the time since something was seen. */
function createSeen({ periodMs, leastDwellMs, clock }: LookScheduleOptions) {
  let startedMs: number | null = null;
  let seenMs: number | null = null;
  let latest: Found | null = null;
  return {
    found: (found: Found): void => {
      const now = clock.steady();
      startedMs ??= now;
      latest = found;
      if (found.isSomething || !isQuiet(found)) seenMs = now;
    },
    priority: (): Priority => (latest?.followed.length ? 'attention' : 'usual'),
    wantedMs: (isBusy: boolean): number => {
      const now = clock.steady();
      return lookInterval({
        periodMs,
        leastDwellMs: leastDwellMs(),
        isBusy,
        found: latest,
        watchedMs: startedMs === null ? 0 : now - startedMs,
        calmMs: seenMs === null ? null : now - seenMs,
      }).ms;
    },
  };
}

function stretchedMs(wantedMs: number, priority: Priority, overload: Overload): number {
  const stretched = wantedMs * overload.stretchOf(priority);
  return Math.max(wantedMs, Math.min(longestMs[priority], stretched));
}
