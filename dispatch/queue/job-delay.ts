// How long a job of BullMQ waits. The clock of Redis may run at another speed than that of dispatch: benches run a night of
// dispatch in minutes.
import type { Clock } from '../../host/clock.ts';

export interface JobClock extends Clock {
  /** Converts `ms` to the clock of Redis; unchanged when absent. */
  worldMs?(ms: number): number;
}

/** How long a job has to wait so that `ms` pass on the clock. */
export function jobDelayMs(clock: JobClock, ms: number): number {
  return Math.max(0, clock.worldMs?.(ms) ?? ms);
}
