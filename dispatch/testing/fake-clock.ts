// A clock that stands still until a test moves it. A sleep returns at once and advances the time, so nothing really waits.
import type { Clock } from '../../host/clock.ts';

export interface FakeClock extends Clock {
  advance(ms: number): void;
  /** Lengths of all sleeps so far. */
  slept: number[];
}

export function fakeClock(startAt = 1_000_000): FakeClock {
  let now = startAt;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    steady: () => now,
    advance: (ms) => {
      now += ms;
    },
    wait: async (ms, signal) => {
      if (signal?.aborted === true) return;
      slept.push(ms);
      now += ms;
      // Lets other tasks run, as they would during a real sleep.
      await new Promise(setImmediate);
    },
  };
}
