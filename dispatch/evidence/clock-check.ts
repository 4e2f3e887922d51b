// Whether the time of day can be trusted for deleting evidence by age: with a clock set a year ahead all evidence would be due.
// Takes the clock and the time of the last step of any case; returns the reason for doubt, or null.
import type { Clock } from '../../host/clock.ts';

/** `set-ahead`: the time of day advanced more than the steady clock. `long-quiet`: by this time, nothing has happened for days. */
export type ClockDoubt = 'set-ahead' | 'long-quiet';

export interface ClockCheckOptions {
  clock: Pick<Clock, 'now' | 'steady'>;
  /** Epoch ms; null when there is no case. */
  newestStepAt: () => Promise<number | null>;
}

const dayMs = 86_400_000;
/** A normal correction of the clock is smaller; ms. */
const mostSetMs = dayMs;
/** In a district something happens every day; ms. */
const mostQuietMs = 7 * dayMs;

/** A clock that was set ahead is not trusted until it is set back or the process restarts. */
export function createClockCheck({
  clock,
  newestStepAt,
}: ClockCheckOptions): () => Promise<ClockDoubt | null> {
  const offset = () => clock.now() - clock.steady();
  const first = offset();
  return async () => {
    if (offset() - first > mostSetMs) return 'set-ahead';
    const newest = await newestStepAt();
    return newest !== null && clock.now() - newest > mostQuietMs ? 'long-quiet' : null;
  };
}
