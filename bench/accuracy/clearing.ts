// Whether it was said that a thing is gone. Pure: takes one truth, the incidents that were opened for it and all events of
// the clip; gives whether the clearing was to be expected, and whether it was seen.
import type { Fence, IncidentEvent } from '../../contracts/index.ts';
import type { TrueIncident, Truth } from './truth.ts';
import { mediaTimeOf, type Cleared } from './verdict.ts';

/** A clip that ends before the place could have been clear for the fence's `clearAfter` cannot show it. */
export function isClearingExpected(
  { fenceId, kind, presentToMs }: TrueIncident,
  { durationMs }: Pick<Truth, 'durationMs'>,
  fences: readonly Fence[],
): boolean {
  const own = fences.filter((fence) => fence.kind === kind && (fenceId ?? fence.id) === fence.id);
  const clearAfterMs = Math.max(0, ...own.map((fence) => fence.clearAfterMs));
  return presentToMs + clearAfterMs < durationMs;
}

/**
 * Seen when, after the thing left, every incident of it was cleared and stayed so.
 * @param ids the incidents that were opened for this truth
 */
export function judgeClearing(
  { presentToMs }: TrueIncident,
  ids: ReadonlySet<string>,
  events: readonly IncidentEvent[],
): Omit<Cleared, 'expected'> {
  const own = events.filter(
    ({ incidentId, event }) => ids.has(incidentId) && event !== 'still-there',
  );
  const clearings = own.filter(({ event }) => event === 'cleared').map(mediaTimeOf);
  const seen = [...ids].every((id) => {
    const last = own.findLast(({ incidentId }) => incidentId === id);
    return last?.event === 'cleared' && mediaTimeOf(last) >= presentToMs;
  });
  const early = clearings.some((atMs) => atMs < presentToMs);
  return { seen: seen && ids.size > 0, early, atMs: clearings.at(-1) ?? null };
}
