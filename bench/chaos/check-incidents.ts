// Judges incidents and cases: every incident of the world is exactly one case, which says in the end that the place is clear. Pure.
import { groupBy } from '../night/judge-messages.ts';
import type { ChaosFault } from './chaos-fault.ts';
import { linesOf, type HistoryLine, type LineOf } from './history.ts';
import { wasShown } from './was-shown.ts';

export interface IncidentVerdict {
  faults: ChaosFault[];
  /** Stays in front of cameras, and incidents of the far edge. */
  incidents: number;
  /** Stays that no edge was shown long enough, because of faults; they may have a case or none. */
  hardlyShown: number;
  cases: number;
  /** Cases in which an incident came from two edges. */
  joined: number;
}

/** More than this share of stays that were hardly shown, and the run proves nothing. */
const mostHardlyShown = 0.3;

export function checkIncidents(history: readonly HistoryLine[]): IncidentVerdict {
  const stays = linesOf(history, 'stay');
  const cases = linesOf(history, 'case');
  const looks = linesOf(history, 'look');
  const truths = [...stays.map(({ id }) => id), ...farIds(history)];
  const byTruth = groupByTruth(cases, stays);
  const hidden = stays.filter((stay) => !wasShown(stay, looks)).map(({ id }) => id);
  const missed = truths.filter((id) => !byTruth.has(id) && !hidden.includes(id));
  const doubled = truths.filter((id) => (byTruth.get(id)?.length ?? 0) > 1);
  const tooFew = hidden.length > stays.length * mostHardlyShown;
  return {
    faults: [
      ...missed.map((about) => ({ fault: 'incident-missed' as const, about })),
      ...doubled.map((id) => ({
        fault: 'incident-doubled' as const,
        about: `${id}: ${(byTruth.get(id) ?? []).join(', ')}`,
      })),
      ...cases.flatMap((one) => caseFaults(one, truthsOf(one, stays), truths)),
      ...(tooFew ? [{ fault: 'hardly-shown' as const, about: hidden.join(', ') }] : []),
    ],
    incidents: truths.length,
    hardlyShown: hidden.length,
    cases: cases.length,
    joined: cases.filter(({ incidents }) => incidents.length > 1).length,
  };
}

function farIds(history: readonly HistoryLine[]): string[] {
  return [...new Set(linesOf(history, 'far').map(({ incidentId }) => incidentId))];
}

type Case = LineOf<'case'>;
type Stay = LineOf<'stay'>;

function groupByTruth(cases: readonly Case[], stays: readonly Stay[]): Map<string, string[]> {
  const pairs = cases.flatMap((one) =>
    truthsOf(one, stays).map((truth) => ({ truth, id: one.id })),
  );
  const groups = groupBy(pairs, ({ truth }) => truth);
  return new Map([...groups].map(([truth, own]) => [truth, own.map(({ id }) => id)]));
}

/** An incident of a camera with a film is known by its place, any other by its id. */
function truthsOf({ incidents }: Case, stays: readonly Stay[]): string[] {
  const filmed = new Set(stays.map(({ cameraId }) => cameraId));
  const found = incidents.map(({ incidentId, cameraId, slot }) => {
    if (!filmed.has(cameraId)) return incidentId;
    const stay = stays.find((one) => one.cameraId === cameraId && one.slot === slot);
    return stay?.id ?? `nothing (${cameraId} slot ${slot ?? 'none'})`;
  });
  return [...new Set(found)];
}

function caseFaults(
  { id, present }: Case,
  truths: readonly string[],
  known: readonly string[],
): ChaosFault[] {
  const unfounded = truths.filter((truth) => !known.includes(truth));
  return [
    ...unfounded.map((truth) => ({ fault: 'case-unfounded' as const, about: `${id}: ${truth}` })),
    ...(truths.length > 1
      ? [{ fault: 'incidents-merged' as const, about: `${id}: ${truths.join(', ')}` }]
      : []),
    // Everything has gone by the end of the world.
    ...(present
      ? [{ fault: 'case-left-open' as const, about: `${id}: ${truths.join(', ')}` }]
      : []),
  ];
}
