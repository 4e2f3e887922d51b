// How long an alert waits for the earlier ones of its incident. They come in order as a rule; after a crash the one that
// was being worked on comes back later than those behind it, when the queue notices that its worker is gone.

/** Longer than the queue takes to give back the job of a dead worker. */
export const maxHoldMs = 60_000;
const shortestMs = 100;
const longestMs = 5000;

export interface Holds {
  /** Whether an alert may still wait; false when it has waited long enough and is taken as it comes. */
  mayWait(alertId: string, at: number): boolean;
  /** Notes that it waits; gives when to look again, in ms. */
  hold(alertId: string, at: number): number;
  release(alertId: string): void;
}

/** Kept in memory only: after a restart the wait begins anew, which does no harm. */
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
