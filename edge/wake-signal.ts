// Wakes a waiting loop. A wake while no one waits makes the next wait return at once.
import type { Clock } from '../host/clock.ts';

export interface WakeSignal {
  wake(): void;
  /** Resolves after `ms`, on a wake, or when `signal` aborts. */
  waitOrWake(clock: Clock, ms: number, signal: AbortSignal): Promise<void>;
}

export function createWakeSignal(): WakeSignal {
  let woken = false;
  let waiting: AbortController | null = null;
  return {
    wake: () => {
      woken = true;
      waiting?.abort();
    },
    waitOrWake: async (clock, ms, signal) => {
      const wait = new AbortController();
      const stop = () => {
        wait.abort();
      };
      waiting = wait;
      signal.addEventListener('abort', stop, { once: true });
      if (!woken && !signal.aborted) await clock.wait(ms, wait.signal);
      signal.removeEventListener('abort', stop);
      waiting = null;
      woken = false;
    },
  };
}
