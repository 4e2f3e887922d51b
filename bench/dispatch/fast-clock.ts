// A clock that runs faster than the world, for benches: dispatch lives through a night in minutes. Takes the moment at which it
// starts in both times, how much faster it is, and how far it may go like that; gives the clock of dispatch. When it has come that
// far it goes on as slowly as the world, until it is told that it may go further. It never goes back.
import { z } from 'zod';
import type { JobClock } from '../../dispatch/queue/job-delay.ts';
import type { Clock } from '../../host/clock.ts';
import { systemClock } from '../../host/clock.ts';

export const fastTimeSchema = z.strictObject({
  /** Epoch ms of the world at which it runs like this. */
  worldStart: z.number(),
  /** What the clock shows then. */
  shownStart: z.number(),
  factor: z.number().positive(),
  /** What it shows at most while it runs so fast; beyond that it takes a second for a second. No end when left out. */
  until: z.number().optional(),
});
export type FastTime = z.infer<typeof fastTimeSchema>;

export interface FastClock extends JobClock {
  /** From now on it runs like this. */
  follow(time: FastTime): void;
}

/** What is on a wire takes as long as ever, so nothing is given up before this. */
const shortestMs = 5000;
/** No limit of a wire is as long as this: what waits so long waits for the time of the night. */
const longestLimitMs = 30_000;
/** So often a sleeper looks what the clock shows by now. */
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
    // Never too long, should the clock run at its full speed again: who comes early looks again.
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
