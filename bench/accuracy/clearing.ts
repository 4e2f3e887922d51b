// Whether a clearing was reported. Pure: takes one truth, the incidents that it opened and all events of the clip; returns
// whether the clearing was expected, and whether it was seen.
import type { Fence, IncidentEvent } from '../../contracts/index.ts';
import type { TrueIncident, Truth } from './truth.ts';
import { mediaTimeOf, type Cleared } from './verdict.ts';

/** A clip that ends before `clearAfter` is over cannot show the clearing. */
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
 * Seen if every incident was cleared after the object left, and stayed so.
 * @param ids the incidents of this truth
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
