// Lets the time of a night go on only as fast as the machine can follow: a little at a time, and only when every dispatch has
// answered and no work that is due lies about. What would be late on a slow machine holds the clock instead. Takes the time and
// how to ask; gives a way to hold it on purpose, and how long it stood still.
import type { Clock } from '../../host/clock.ts';
import type { NightTime } from './night-time.ts';

export interface PaceParts {
  time: Pick<NightTime, 'allow'>;
  /** Resolves when all dispatches that live have answered; what fails has answered too. */
  answered: () => Promise<unknown>;
  /** Jobs that could be worked on at this moment; 0 while nobody can say. */
  waitingJobs: () => Promise<number>;
  world: Clock;
}

export interface Pace {
  /** The clock takes a second for a second while this is done. */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** For how long of the world the night could not go on, in ms. */
  heldMs(): number;
  stop(): Promise<void>;
}

/** So far the clock goes before all are asked again: what is done at once is late by this at most. */
export const strideMs = 15_000;
const askEveryMs = 40;
/** Work that is not done after this is held up by something that only time ends, such as a dead channel. */
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

/** What was waited for in vain is not waited for again until all has been done once. */
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
