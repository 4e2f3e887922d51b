// A clock that runs faster than the world, for benches: dispatch lives through a night in minutes. Takes the moment at which it
// starts in both times, and how much faster it is; gives the clock of dispatch.
import type { Clock } from '../../dispatch/clock.ts';
import { systemClock } from '../../dispatch/clock.ts';

export interface FastTime {
  /** Epoch ms of the world at which the clock starts. */
  worldStart: number;
  /** What the clock shows then. */
  shownStart: number;
  factor: number;
}

/** What is on a wire takes as long as ever, so nothing is given up before this. */
const shortestMs = 1500;

export function createFastClock({ worldStart, shownStart, factor }: FastTime): Clock {
  return {
    now: () => Math.round(shownStart + (Date.now() - worldStart) * factor),
    sleep: (ms, signal) =>
      systemClock.sleep(Math.max(ms / factor, Math.min(ms, shortestMs)), signal),
    worldMs: (ms) => ms / factor,
  };
}
