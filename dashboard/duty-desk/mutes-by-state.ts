// Which mutes hold at a moment and which are over. Pure: the one that ends first on top, then the one that ended last.
import type { Mute } from '../../contracts/index.ts';

export function mutesByState(mutes: readonly Mute[], now: number) {
  const holding = mutes.filter(({ until }) => until > now);
  const over = mutes.filter(({ until }) => until <= now);
  return {
    holding: holding.toSorted((one, other) => one.until - other.until),
    over: over.toSorted((one, other) => other.until - one.until),
  };
}
