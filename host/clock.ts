// The clock that is handed to everything that tells the time or waits. Production uses `systemClock`; tests use a clock of their
// own, so that they never really wait.
import { setTimeout as delay } from 'node:timers/promises';

export interface Clock {
  /** Wall clock, epoch ms, for times that are stored and shown. It may be set forward or back at any moment. */
  now(): number;
  /** Monotonic clock, ms from an arbitrary zero, for durations. It only goes forward. */
  steady(): number;
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  wait: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
