// The clock that the edge is given: what time it is, and waiting. Production uses `systemClock`; tests use one of
// their own, so that nothing sleeps for real.
import { setTimeout as delay } from 'node:timers/promises';

export interface Clock {
  /** Time of day, epoch ms: what is kept and shown. It may be set forward and back at any moment. */
  now(): number;
  /** ms from an arbitrary zero: what durations are measured by. It only goes forward. */
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
