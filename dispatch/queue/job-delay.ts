// How long a job of BullMQ waits. Redis has a clock of its own, which may run at another pace than that of dispatch: benches let
// dispatch live through a night in minutes.
import type { Clock } from '../../host/clock.ts';

export interface JobClock extends Clock {
  /** How long `ms` are for Redis; `ms` themselves when absent. */
  worldMs?(ms: number): number;
}

/** How long a job has to wait so that `ms` pass on the clock. */
export function jobDelayMs(clock: JobClock, ms: number): number {
  return Math.max(0, clock.worldMs?.(ms) ?? ms);
}
