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

export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  const time = { now: start, setByMs: 0 };
  const waiting: Waiting[] = [];
  const waits: number[] = [];
  return {
    waits,
    now: () => time.now + time.setByMs,
    steady: () => time.now,
    set: (byMs) => {
      time.setByMs += byMs;
    },
    wait: (ms, signal) => {
      waits.push(ms);
      return new Promise((resolve) => {
        waitUntil({ at: time.now + ms, resolve }, signal, waiting);
      });
    },
    async advance(ms) {
      const until = time.now + ms;
      await turn();
      for (let next = due(waiting, until); next; next = due(waiting, until)) {
        time.now = next.at;
        next.resolve();
        await turn();
      }
      time.now = until;
      await turn();
    },
  };
}

interface Waiting {
  at: number;
  resolve: () => void;
}

function waitUntil(
  { at, resolve }: Waiting,
  signal: AbortSignal | undefined,
  waiting: Waiting[],
): void {
  if (signal?.aborted) {
    resolve();
    return;
  }
  signal?.addEventListener('abort', resolve);
  const done = () => {
    signal?.removeEventListener('abort', resolve);
    resolve();
  };
  waiting.push({ at, resolve: done });
}

/** Takes out the one that is next, if it is not later than `until`. */
function due(waiting: Waiting[], until: number): Waiting | undefined {
  waiting.sort((a, b) => a.at - b.at);
  const [next] = waiting;
  return next && next.at <= until ? waiting.shift() : undefined;
}
