// A clock for tests that stands still until it is told to go on.
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass; everything that waited for less has run when this resolves. */
  advance(ms: number): Promise<void>;
  /** How long each wait was asked for, in order. */
  readonly waits: number[];
  /** Sets the time of day forward, or back; the steady clock does not notice. */
  set(byMs: number): void;
}

export function createFakeClock(now = 1_700_000_000_000): FakeClock {
  const waiting: { at: number; resolve: () => void }[] = [];
  const waits: number[] = [];
  let setByMs = 0;
  return {
    waits,
    now: () => now + setByMs,
    steady: () => now,
    set: (byMs) => {
      setByMs += byMs;
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        waits.push(ms);
        if (signal?.aborted) {
          resolve();
          return;
        }
        const stop = () => {
          resolve();
        };
        signal?.addEventListener('abort', stop);
        const done = () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        };
        waiting.push({ at: now + ms, resolve: done });
      }),
    async advance(ms) {
      const until = now + ms;
      await turn();
      for (;;) {
        waiting.sort((a, b) => a.at - b.at);
        const next = waiting[0];
        if (!next || next.at > until) break;
        waiting.shift();
        now = next.at;
        next.resolve();
        await turn();
      }
      now = until;
      await turn();
    },
  };
}
