// How long an alert waits for earlier ones of its incident. They usually arrive in order. After a crash, the alert in progress
// returns later than those behind it, when the queue notices that its worker is gone.

/** Longer than the queue takes to return the job of a dead worker. */
export const maxHoldMs = 60_000;
const shortestMs = 100;
const longestMs = 5000;

export interface Holds {
  /** Whether an alert may still wait; false when its time is over and it is processed anyway. */
  mayWait(alertId: string, at: number): boolean;
  /** Records the wait; returns when to check again, in ms. */
  hold(alertId: string, at: number): number;
  release(alertId: string): void;
}

/** Only in memory: after a restart the wait starts again, which does no harm. */
export function createHolds(): Holds {
  const since = new Map<string, number>();
  const heldMs = (alertId: string, at: number) => at - (since.get(alertId) ?? at);
  return {
    mayWait: (alertId, at) => heldMs(alertId, at) < maxHoldMs,
    hold: (alertId, at) => {
      if (!since.has(alertId)) since.set(alertId, at);
      return Math.min(Math.max(heldMs(alertId, at), shortestMs), longestMs);
    },
    release: (alertId) => {
      since.delete(alertId);
    },
  };
}
