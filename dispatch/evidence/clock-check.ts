// Whether the time of day can be believed when evidence is deleted by age: a clock that was set a year ahead would make all of it due.
// Takes the clock and when a case was written to last; gives what speaks against the time, or null.
import type { Clock } from '../../host/clock.ts';

/** `set-ahead`: the time of day went on faster than the machine ran. `long-quiet`: nothing has happened for days, by this time. */
export type ClockDoubt = 'set-ahead' | 'long-quiet';

export interface ClockCheckOptions {
  clock: Pick<Clock, 'now' | 'steady'>;
  /** Epoch ms; null when there is no case. */
  newestStepAt: () => Promise<number | null>;
}

const dayMs = 86_400_000;
/** A clock that is set right moves by less; ms. */
const mostSetMs = dayMs;
/** In a district something happens every day; ms. */
const mostQuietMs = 7 * dayMs;

/** Once a clock was set ahead it is doubted until it is set back or the process starts again. */
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
