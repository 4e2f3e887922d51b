// Detects steps of the wall clock by comparing it with the monotonic clock. Takes both clocks; reports a problem for a while
// after each step, and logs it.
import { performance } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { Clock } from '../../host/clock.ts';
import type { FoundProblem } from '../found-problem.ts';

export interface ClockWatch {
  problems(): readonly FoundProblem[];
  run(signal: AbortSignal): Promise<void>;
}

export interface ClockWatchOptions {
  edgeId: string;
  clock: Clock;
  log: Logger;
  /** Monotonic ms. */
  steadyMs?: () => number;
}

const checkEveryMs = 1000;
/** NTP slewing stays below this. */
const stepMs = 2000;
const shownForMs = 15 * 60_000;

export function createClockWatch(options: ClockWatchOptions): ClockWatch {
  const { edgeId, clock, log, steadyMs = () => performance.now() } = options;
  let last: { byMs: number; at: number; steadyAt: number } | null = null;
  let offset = clock.now() - steadyMs();
  const look = () => {
    const seen = clock.now() - steadyMs();
    const byMs = Math.round(seen - offset);
    offset = seen;
    if (Math.abs(byMs) < stepMs) return;
    last = { byMs, at: clock.now(), steadyAt: steadyMs() };
    log.warn({ byMs }, 'the system clock was changed while the worker runs');
  };
  return {
    problems: () => {
      if (last === null || steadyMs() - last.steadyAt > shownForMs) return [];
      const { byMs, at } = last;
      return [{ code: 'clock-stepped', subject: edgeId, values: { byMs, at } }];
    },
    run: async (signal) => {
      while (!signal.aborted) {
        look();
        await clock.wait(checkEveryMs, signal);
      }
    },
  };
}
