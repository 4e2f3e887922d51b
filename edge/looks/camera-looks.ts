// When one camera is to be looked at, over all runs of its stream: what was seen last, how soon it must be looked at again, and how
// much the machine stretches that. Takes what each look found and the sizes of coded pictures; says of a key frame whether to look.
import type { Clock } from '../clock.ts';
import { lookWithin } from './look-within.ts';
import type { Overload, Priority } from './overload.ts';
import { createStir } from './stir.ts';

/** Why a key frame was not looked at that came a period or more after the last look. */
export const skipReasons = ['calm', 'overloaded', 'behind'] as const;
export type SkipReason = (typeof skipReasons)[number];

export interface Found {
  /** Whether anything is there: a track, a region, a candidate, an incident, a view that is not well. */
  readonly isSomething: boolean;
  /** A candidate or an open incident is among it. */
  readonly isAttention: boolean;
}

export interface CameraLooks {
  /** What a look found, so long after its picture came. */
  found(found: Found, delayMs: number): void;
  /** Every coded picture, looked at or not. */
  picture(coded: { bytes: number; isKey: boolean }): void;
  /** Whether a key frame that comes so long after the last look is to be looked at. */
  isDue(sinceLookMs: number): boolean;
  /** One that was due is left out, since the decoder is behind: a sign of overload like a look that comes late. */
  behind(): void;
}

export interface CameraLooksOptions {
  cameraId: string;
  periodMs: number;
  /** Of the camera's fences in force; null without any. */
  leastDwellMs: () => number | null;
  overload: Overload;
  clock: Clock;
  onSkipped: (reason: SkipReason) => void;
}

/** Pictures never come exactly on time, and one just early is better than one late. */
const earlyShare = 0.75;
/** A decoder that is behind by some key frames is behind by so much at least. */
const behindMs = 4000;
/** Stretched, the time between two looks grows to this at most: with attention a candidate must not be lost over it. */
const longestMs = { usual: 20_000, attention: 8000 };

export function createCameraLooks(options: CameraLooksOptions): CameraLooks {
  const { cameraId, periodMs, leastDwellMs, overload, clock, onSkipped } = options;
  const stir = createStir();
  let startedMs: number | null = null;
  let seenMs: number | null = null;
  let priority: Priority = 'usual';
  const wantedMs = (): number => {
    const now = clock.steady();
    return lookWithin({
      ...{ periodMs, leastDwellMs: leastDwellMs(), isStirred: stir.isStirred() },
      watchedMs: startedMs === null ? 0 : now - startedMs,
      calmMs: seenMs === null ? null : now - seenMs,
    }).ms;
  };
  return {
    found: ({ isSomething, isAttention }, delayMs) => {
      const now = clock.steady();
      startedMs ??= now;
      if (isSomething) seenMs = now;
      priority = isAttention ? 'attention' : 'usual';
      overload.looked(cameraId, delayMs, now);
    },
    picture: (coded) => {
      stir.add(coded);
    },
    isDue: (sinceLookMs) => {
      const wanted = wantedMs();
      const stretched = stretchedMs(wanted, priority, overload);
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

function stretchedMs(wantedMs: number, priority: Priority, overload: Overload): number {
  const stretched = wantedMs * overload.stretchOf(priority);
  return Math.max(wantedMs, Math.min(longestMs[priority], stretched));
}
