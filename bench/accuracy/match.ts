// Judges one clip: compares openings with the ground truth. Pure: takes the truth, the fences and the engine's events; returns
// found, missed, duplicate and false ones, each opening exactly once.
import type { Fence, IncidentEvent } from '../../contracts/index.ts';
import { intersection, iou } from '../../detectors/tracking/overlap.ts';
import { isClearingExpected, judgeClearing } from './clearing.ts';
import { dwellOf, type TrueIncident, type Truth } from './truth.ts';
import {
  mediaTimeOf,
  type Duplicate,
  type FalseAlarm,
  type FalseAlarmReason,
  type Found,
  type Missed,
  type Opening,
  type Verdict,
  type ViewChange,
  type ViewVerdict,
} from './verdict.ts';

/** Onsets are estimated by eye, and objects move a little before they rest: an opening may be this early. */
export const earlyToleranceMs = 5000;

export interface ClipOutcome {
  truth: Truth;
  /** The clip's own. */
  fences: readonly Fence[];
  /** All events of the engine, in order. */
  events: readonly IncidentEvent[];
  /** Every change of view health, in order. */
  viewChanges: readonly ViewChange[];
}

/**
 * An opening matches a truth of its kind and fence if it overlaps the region, comes at at-rest + dwell − 5 s or later, and
 * before the object leaves. The first match finds the truth, further ones are duplicates, and an opening without a match is
 * false.
 */
export function judgeClip(outcome: ClipOutcome): Verdict {
  const { truth } = outcome;
  const { firsts, duplicates, falseAlarms } = sortOpenings(outcome);
  const found: Found[] = [];
  const missed: Missed[] = [];
  for (const one of truth.incidents) {
    const first = firsts.get(one);
    if (first) found.push(foundOf(first, one, { outcome, duplicates }));
    else missed.push(missedOf(one, outcome));
  }
  return { found, missed, duplicates, falseAlarms, view: judgeView(outcome) };
}

interface Sorted {
  firsts: Map<TrueIncident, Opening>;
  duplicates: Duplicate[];
  falseAlarms: FalseAlarm[];
}

function sortOpenings(outcome: ClipOutcome): Sorted {
  const { incidents } = outcome.truth;
  const sorted: Sorted = { firsts: new Map(), duplicates: [], falseAlarms: [] };
  for (const opening of openingsOf(outcome.events)) {
    const fits = incidents.map((one) => ({ one, fit: fitOf(opening, one, outcome.fences) }));
    const fitting = fits.filter(({ fit }) => fit === 'fits').map(({ one }) => one);
    const fresh = nearest(
      opening,
      fitting.filter((one) => !sorted.firsts.has(one)),
    );
    const known = nearest(opening, fitting);
    if (fresh) sorted.firsts.set(fresh, opening);
    else if (known) sorted.duplicates.push({ ...opening, truth: known });
    else sorted.falseAlarms.push({ ...opening, why: whyFalse(fits.map(({ fit }) => fit)) });
  }
  return sorted;
}

function openingsOf(events: readonly IncidentEvent[]): Opening[] {
  const known = new Set<string>();
  return events
    .filter(({ event }) => event === 'opened')
    .map((event) => {
      const reopened = known.has(event.incidentId);
      known.add(event.incidentId);
      return toOpening(event, reopened);
    });
}

function toOpening(event: IncidentEvent, reopened: boolean): Opening {
  const { incidentId, fenceId, kind, region, confidence, reason, trace } = event;
  const openedMs = mediaTimeOf(event);
  return {
    incidentId,
    fenceId,
    kind,
    region,
    confidence,
    reason,
    trace,
    reopened,
    openedMs,
    presentSinceMs: openedMs - (event.capturedAt - event.presentSince),
  };
}

type Fit = 'fits' | 'other-fence' | 'elsewhere' | 'too-early' | 'too-late';

function fitOf(opening: Opening, truth: TrueIncident, fences: readonly Fence[]): Fit {
  if (opening.kind !== truth.kind) return 'other-fence';
  if (truth.fenceId !== undefined && opening.fenceId !== truth.fenceId) return 'other-fence';
  if (intersection(opening.region, truth.region) === 0) return 'elsewhere';
  if (opening.openedMs < dueMs(opening, truth, fences) - earlyToleranceMs) return 'too-early';
  return opening.openedMs < truth.presentToMs ? 'fits' : 'too-late';
}

/** When it should open: at rest plus dwell. */
function dueMs(opening: Opening, truth: TrueIncident, fences: readonly Fence[]): number {
  const fence = fences.find(({ id }) => id === opening.fenceId);
  return truth.presentFromMs + (fence ? dwellOf(truth, fence) : 0);
}

/** Why the nearest candidate does not match. */
function whyFalse(fits: readonly Fit[]): FalseAlarmReason {
  const near = (['too-early', 'too-late', 'elsewhere'] as const).find((fit) => fits.includes(fit));
  return near ?? 'nothing-there';
}

function nearest(opening: Opening, incidents: readonly TrueIncident[]): TrueIncident | undefined {
  const overlap = ({ region }: TrueIncident) => iou(opening.region, region);
  return [...incidents].sort((a, b) => overlap(b) - overlap(a))[0];
}

function foundOf(
  first: Opening,
  truth: TrueIncident,
  { outcome, duplicates }: { outcome: ClipOutcome; duplicates: readonly Duplicate[] },
): Found {
  const repeated = duplicates.filter((one) => one.truth === truth);
  const ids = new Set([first, ...repeated].map(({ incidentId }) => incidentId));
  return {
    ...first,
    truth,
    delayMs: first.openedMs - dueMs(first, truth, outcome.fences),
    iou: iou(first.region, truth.region),
    cleared: {
      expected: isClearingExpected(truth, outcome.truth, outcome.fences),
      ...judgeClearing(truth, ids, outcome.events),
    },
  };
}

function missedOf(truth: TrueIncident, outcome: ClipOutcome): Missed {
  return {
    fenceId: truth.fenceId ?? null,
    kind: truth.kind,
    truth,
    clearedExpected: isClearingExpected(truth, outcome.truth, outcome.fences),
  };
}

function judgeView({ truth, viewChanges }: ClipOutcome): ViewVerdict {
  const moved = viewChanges.filter(({ state }) => state === 'moved').length;
  return {
    expectMoved: truth.expectViewMoved,
    foundMoved: truth.expectViewMoved && moved > 0,
    movedAlarms: truth.expectViewMoved ? 0 : moved,
    changes: [...viewChanges],
  };
}
