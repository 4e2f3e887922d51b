// Active and ended mutes at a given time. Pure: active ones by end, earliest first; then ended ones, latest first.
import type { Mute } from '../../contracts/index.ts';

export function mutesByState(mutes: readonly Mute[], now: number) {
  const holding = mutes.filter(({ until }) => until > now);
  const over = mutes.filter(({ until }) => until <= now);
  return {
    holding: holding.toSorted((one, other) => one.until - other.until),
    over: over.toSorted((one, other) => other.until - one.until),
  };
}
