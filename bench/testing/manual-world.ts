// Time for tests of clocks: it advances only by `go` and by sleeps, one after the other, without real waiting.
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../host/clock.ts';

export interface ManualWorld extends Clock {
  go(ms: number): void;
  /** Lets sleepers run until the condition is met. */
  until(isSo: () => boolean): Promise<void>;
}

export function createManualWorld(at: number): ManualWorld {
  let now = at;
  return {
    now: () => now,
    steady: () => now,
    go: (ms) => {
      now += ms;
    },
    wait: async (ms, signal) => {
      await turn();
      if (signal?.aborted !== true) now += ms;
    },
    until: async (isSo) => {
      for (let turns = 0; !isSo() && turns < 10_000; turns += 1) await turn();
    },
  };
}
