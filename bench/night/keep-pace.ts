// Advances the clock of a night only as fast as the machine can follow: step by step, when every dispatch has answered and no due
// work is pending. A slow machine delays the clock instead of causing late timers. Takes the clock and the checks; returns a
// function to stop the clock on purpose, and how long it stood still.
import type { Clock } from '../../host/clock.ts';
import type { NightTime } from './night-time.ts';

export interface PaceParts {
  time: Pick<NightTime, 'allow'>;
  /** Resolves when all living dispatches have answered or failed. */
  answered: () => Promise<unknown>;
  /** Jobs that are due now; 0 while that is unknown. */
  waitingJobs: () => Promise<number>;
  world: Clock;
}

export interface Pace {
  /** The clock runs at real speed during this. */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** How long the night stood still, real ms. */
  heldMs(): number;
  stop(): Promise<void>;
}

/** The step of the clock between two checks, and so the measurement error. */
export const strideMs = 15_000;
const askEveryMs = 40;
/** Work that is not done after this waits for time itself, such as a dead channel. */
const patienceMs = 15_000;

export function keepPace({ time, answered, waitingJobs, world }: PaceParts, factor: number): Pace {
  const stopping = new AbortController();
  let holders = 0;
  let heldMs = 0;
  const untilIdle = idleWait(waitingJobs, world, stopping.signal);
  const run = async () => {
    while (!stopping.signal.aborted) {
      const askedAt = world.now();
      await answered();
      await untilIdle();
      if (holders === 0) time.allow(strideMs);
      await world.wait(askEveryMs, stopping.signal);
      heldMs += Math.max(0, world.now() - askedAt - strideMs / factor);
    }
  };
  const running = run();
  return {
    hold: async (work) => {
      holders += 1;
      try {
        return await work();
      } finally {
        holders -= 1;
      }
    },
    heldMs: () => heldMs,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Work that did not finish in time is not waited for again until everything has been done once. */
function idleWait(waitingJobs: () => Promise<number>, world: Clock, signal: AbortSignal) {
  let isInVain = false;
  return async () => {
    const late = world.now() + patienceMs;
    for (;;) {
      const isIdle = (await waitingJobs()) === 0;
      if (isIdle) isInVain = false;
      if (isIdle || isInVain || signal.aborted) return;
      isInVain = world.now() >= late;
      await world.wait(10, signal);
    }
  };
}
