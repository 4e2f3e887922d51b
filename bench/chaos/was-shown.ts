// Decides from the pictures that edges analysed whether a stay was shown to them. Faults may hide a stay, and then missing it is no
// fault. A slow edge is no excuse, because the film shows each stay long enough. Pure.
import type { LineOf } from './history.ts';

/** Looks that are no further apart belong to one watch. */
const steadyMs = 4000;
/** The dwell of the fences, and a look more. */
export const shownForMs = 7000;

/** The films begin a moment before the clock of the world. */
export const earlyMs = 5000;
const mostLateMs = 60_000;

/** Whether any edges analysed it without a long gap for a little more than the dwell. */
export function wasShown(
  { cameraId, slot, from, to }: Pick<LineOf<'stay'>, 'cameraId' | 'slot' | 'from' | 'to'>,
  looks: readonly LineOf<'look'>[],
): boolean {
  const times = looks
    .filter((look) => look.cameraId === cameraId && look.slot === slot)
    .map(({ at }) => at)
    // In a long world another stay has the same place, minutes later.
    .filter((at) => at > from - earlyMs && at < to + mostLateMs)
    .toSorted((a, b) => a - b);
  let since = times[0] ?? Infinity;
  for (const [index, at] of times.entries()) {
    if (at - (times[index - 1] ?? at) > steadyMs) since = at;
    if (at - since >= shownForMs) return true;
  }
  return false;
}
