// A manual clock for tests: time passes only when the test advances it.
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

export interface FakeClock extends Clock {
  /** Advances time; all timers that are due have run when this resolves. */
  advance(ms: number): Promise<void>;
  /** The requested durations of all waits, in order. */
  readonly waits: number[];
  /** Sets the wall clock forward, or back; the monotonic clock is unaffected. */
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

/** Removes the next timer if it is due by `until`. */
function due(waiting: Waiting[], until: number): Waiting | undefined {
  waiting.sort((a, b) => a.at - b.at);
  const [next] = waiting;
  return next && next.at <= until ? waiting.shift() : undefined;
}
