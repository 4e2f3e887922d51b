// Interrupts a wait when there is something to do. Rung while nobody waits, it interrupts the next wait.
import type { Clock } from '../host/clock.ts';

export interface Bell {
  ring(): void;
  /** Resolves after `ms`, when the bell is rung, or when `signal` aborts. */
  waitOr(clock: Clock, ms: number, signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let waiting: AbortController | null = null;
  return {
    ring: () => {
      rung = true;
      waiting?.abort();
    },
    waitOr: async (clock, ms, signal) => {
      const wait = new AbortController();
      const stop = () => {
        wait.abort();
      };
      waiting = wait;
      signal.addEventListener('abort', stop, { once: true });
      if (!rung && !signal.aborted) await clock.wait(ms, wait.signal);
      signal.removeEventListener('abort', stop);
      waiting = null;
      rung = false;
    },
  };
}
