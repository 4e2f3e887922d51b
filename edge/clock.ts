// The injected clock of the edge: the time, and waiting. Production uses `systemClock`; tests use a fake clock, so that they
// never sleep.
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
