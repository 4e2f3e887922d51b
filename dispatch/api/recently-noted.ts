// Remembers what was recorded a moment ago, so that the pieces of one playback make one entry. Takes keys; drops the oldest when
// there are too many, which can only add an entry.
import type { Clock } from '../../host/clock.ts';

export interface RecentlyNoted {
  /** Whether this was recorded within that time; if not, it counts as recorded now. */
  has(key: string, withinMs: number): boolean;
}

const most = 10_000;

export function createRecentlyNoted(clock: Pick<Clock, 'now'>): RecentlyNoted {
  const noted = new Map<string, number>();
  return {
    has: (key, withinMs) => {
      const now = clock.now();
      const at = noted.get(key);
      // After a step of the clock the age is unknown.
      if (at !== undefined && now >= at && now - at < withinMs) return true;
      noted.delete(key);
      noted.set(key, now);
      const [oldest] = noted.keys();
      if (noted.size > most && oldest !== undefined) noted.delete(oldest);
      return false;
    },
  };
}
