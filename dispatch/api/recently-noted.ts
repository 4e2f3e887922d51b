// What was noted a moment ago, so that the pieces of one play make one entry. Takes keys; forgets the oldest ones when there
// are too many, which costs an entry more and never one less.
import type { Clock } from '../../host/clock.ts';

export interface RecentlyNoted {
  /** Whether this was noted within that time; if not, it counts as noted from now on. */
  has(key: string, withinMs: number): boolean;
}

const most = 10_000;

export function createRecentlyNoted(clock: Pick<Clock, 'now'>): RecentlyNoted {
  const noted = new Map<string, number>();
  return {
    has: (key, withinMs) => {
      const now = clock.now();
      const at = noted.get(key);
      // A clock that was set back makes it unknown how long ago that was.
      if (at !== undefined && now >= at && now - at < withinMs) return true;
      noted.delete(key);
      noted.set(key, now);
      const [oldest] = noted.keys();
      if (noted.size > most && oldest !== undefined) noted.delete(oldest);
      return false;
    },
  };
}
