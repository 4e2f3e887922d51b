// Time as dispatch sees it, handed in from outside so that tests decide what time it is and nobody really waits.
import { setTimeout as wait } from 'node:timers/promises';

export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal is or becomes aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** How long `ms` are for Redis, which has a clock of its own; `ms` themselves when absent. */
  worldMs?(ms: number): number;
}

/** How long a job of BullMQ has to wait so that `ms` pass on the clock. */
export function jobDelayMs(clock: Clock, ms: number): number {
  return Math.max(0, clock.worldMs?.(ms) ?? ms);
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    const options = signal === undefined ? {} : { signal };
    await wait(ms, undefined, options).catch(() => undefined);
  },
};
