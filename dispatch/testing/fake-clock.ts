// A clock that stands still until a test moves it. Whoever sleeps is let on at once and the sleep moves the time, so
// nothing really waits.
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
      // Others get their turn, as they would while somebody sleeps.
      await new Promise(setImmediate);
    },
  };
}
