// Judges incidents and cases: every incident of the scripted world is exactly one case, which is clear at the end. Pure.
import { groupBy } from '../night/judge-messages.ts';
import type { ChaosFault } from './chaos-fault.ts';
import { linesOf, type HistoryLine, type LineOf } from './history.ts';
import { earlyMs, wasShown } from './was-shown.ts';

export interface IncidentVerdict {
  faults: ChaosFault[];
  /** Stays in front of cameras, and incidents of the remote edge. */
  incidents: number;
  /** Stays that faults hid from all edges for too long; they may have a case or none. */
  hardlyShown: number;
  cases: number;
  /** Cases in which an incident came from two edges. */
  joined: number;
}

/** With a larger share of hardly shown stays the run proves nothing. */
const mostHardlyShown = 0.3;

export function checkIncidents(history: readonly HistoryLine[]): IncidentVerdict {
  const stays = linesOf(history, 'stay');
  const cases = linesOf(history, 'case');
  const looks = linesOf(history, 'look');
  const truths = [...stays.map(({ id }) => id), ...farIds(history)];
  const world: World = { stays, raisedAt: firstRaised(linesOf(history, 'raised')) };
  const byTruth = groupByTruth(cases, world);
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
      ...cases.flatMap((one) => caseFaults(one, truthsOf(one, world), truths)),
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

interface World {
  stays: readonly Stay[];
  /** When an edge first raised an incident. */
  raisedAt: ReadonlyMap<string, number>;
}

function firstRaised(raised: readonly LineOf<'raised'>[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { incidentId, at } of raised)
    first.set(incidentId, Math.min(at, first.get(incidentId) ?? Infinity));
  return first;
}

function groupByTruth(cases: readonly Case[], world: World): Map<string, string[]> {
  const pairs = cases.flatMap((one) =>
    truthsOf(one, world).map((truth) => ({ truth, id: one.id })),
  );
  const groups = groupBy(pairs, ({ truth }) => truth);
  return new Map([...groups].map(([truth, own]) => [truth, own.map(({ id }) => id)]));
}

/** An incident of a camera with a film is known by its place, and by when it was raised if several stays had that place. */
function truthsOf({ incidents }: Case, { stays, raisedAt }: World): string[] {
  const filmed = new Set(stays.map(({ cameraId }) => cameraId));
  const found = incidents.map(({ incidentId, cameraId, slot }) => {
    if (!filmed.has(cameraId)) return incidentId;
    const own = stays.filter((one) => one.cameraId === cameraId && one.slot === slot);
    const at = raisedAt.get(incidentId) ?? Infinity;
    const stay = own.findLast(({ from }) => from - earlyMs <= at);
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
    // All objects have gone by the end of the script.
    ...(present
      ? [{ fault: 'case-left-open' as const, about: `${id}: ${truths.join(', ')}` }]
      : []),
  ];
}
