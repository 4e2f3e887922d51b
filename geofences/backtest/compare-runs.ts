// The effect of a draft: compares two runs over the same log. Takes the run of the armed fences and the draft's run; returns the
// incidents in both, only in the draft's, and only in the armed fences'.
import { isSamePlace, sharedArea } from '../area/boxes.ts';
import type { BackTestResult } from './back-test.ts';
import type { BackTestIncident } from './incident-list.ts';

export interface RunComparison {
  /** The same real-world event in both runs. */
  readonly kept: readonly { readonly armed: BackTestIncident; readonly draft: BackTestIncident }[];
  /** Only in the draft's run. */
  readonly gained: readonly BackTestIncident[];
  /** Only in the run of the armed fences. */
  readonly lost: readonly BackTestIncident[];
}

type Run = Pick<BackTestResult, 'incidents' | 'to'>;
type Pair = RunComparison['kept'][number];

/**
 * Two incidents are the same when their kind is the same and time and place overlap. Each is matched once, the best pairs first.
 */
export function compareRuns(armed: Run, draft: Run): RunComparison {
  const kept: Pair[] = [];
  const taken = new Set<BackTestIncident>();
  for (const pair of candidates(armed, draft)) {
    if (taken.has(pair.armed) || taken.has(pair.draft)) continue;
    taken.add(pair.armed).add(pair.draft);
    kept.push(pair);
  }
  const isFree = (incident: BackTestIncident) => !taken.has(incident);
  return {
    kept: kept.sort((a, b) => a.draft.openedAt - b.draft.openedAt),
    gained: draft.incidents.filter(isFree),
    lost: armed.incidents.filter(isFree),
  };
}

/** Every pair that may be the same event; the longest common time first, then the largest common place. */
function candidates(armed: Run, draft: Run): Pair[] {
  const end = Math.max(armed.to ?? 0, draft.to ?? 0);
  return armed.incidents
    .flatMap((one) => draft.incidents.map((other) => ({ armed: one, draft: other })))
    .filter(({ armed: a, draft: b }) => a.kind === b.kind && isSamePlace(a.region, b.region))
    .map((pair) => ({
      pair,
      time: commonTime(pair, end),
      place: sharedArea(pair.armed.region, pair.draft.region),
    }))
    .filter(({ time }) => time >= 0)
    .sort((a, b) => b.time - a.time || b.place - a.place)
    .map(({ pair }) => pair);
}

/** Their common time, ms; below 0 when there is none. Incidents that did not clear last until `end`. */
function commonTime({ armed, draft }: Pair, end: number): number {
  const until = Math.min(armed.clearedAt ?? end, draft.clearedAt ?? end);
  return until - Math.max(armed.presentSince, draft.presentSince);
}
