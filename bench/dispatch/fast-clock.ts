// A clock that runs faster than real time, so that dispatch lives through a night in minutes. Takes its start in both times, its
// speed, and the time up to which it may run fast; returns a clock for dispatch. Beyond that time it runs at real speed until it
// gets a later limit. It never goes back.
import { z } from 'zod';
import type { JobClock } from '../../dispatch/queue/job-delay.ts';
import type { Clock } from '../../host/clock.ts';
import { systemClock } from '../../host/clock.ts';

export const fastTimeSchema = z.strictObject({
  /** The real time, epoch ms, at which this setting starts. */
  worldStart: z.number(),
  /** The time that the clock shows then. */
  shownStart: z.number(),
  factor: z.number().positive(),
  /** The time up to which it runs fast; beyond it, it runs at real speed. No limit when absent. */
  until: z.number().optional(),
});
export type FastTime = z.infer<typeof fastTimeSchema>;

export interface FastClock extends JobClock {
  /** Changes the setting from now on. */
  follow(time: FastTime): void;
}

/** Network time does not shrink, so network time limits are at least this long. */
const shortestMs = 5000;
/** A wait longer than any network time limit waits for the clock of the night. */
const longestLimitMs = 30_000;
/** How often a sleeping caller checks the clock. */
const lookMs = 100;
const shortestLookMs = 5;

export function createFastClock(start: FastTime, world: Clock = systemClock): FastClock {
  let time = start;
  let latest = -Infinity;
  const now = () => {
    latest = Math.max(latest, Math.round(shownAt(time, world.now())));
    return latest;
  };
  const wait = async (ms: number, signal?: AbortSignal) => {
    const until = now() + ms;
    const notBefore = world.now() + (ms < longestLimitMs ? Math.min(ms, shortestMs) : 0);
    while (signal?.aborted !== true) {
      const leftMs = Math.max((until - now()) / time.factor, notBefore - world.now());
      if (leftMs <= 0) return;
      await world.wait(Math.max(shortestLookMs, Math.min(leftMs, lookMs)), signal);
    }
  };
  return {
    now,
    steady: now,
    wait,
    // Never too long, if the clock returns to full speed: an early caller checks again.
    worldMs: (ms) => ms / start.factor,
    follow: (next) => {
      time = next;
    },
  };
}

export function shownAt(time: FastTime, worldNow: number): number {
  const { worldStart, shownStart, factor, until = Infinity } = time;
  const fast = shownStart + (worldNow - worldStart) * factor;
  if (fast <= until) return fast;
  const reachedAt = worldStart + (until - shownStart) / factor;
  return until + (worldNow - reachedAt);
}
