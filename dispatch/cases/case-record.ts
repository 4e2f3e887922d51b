// A case as dispatch keeps it, the steps that are written down of it, and which state may follow which.
import type {
  CaseState,
  CaseSummary,
  IncidentEvent,
  Point,
  Severity,
} from '../../contracts/index.ts';

/** All that is kept of a case. What media there are is known to the evidence store and joined when a case is shown. */
export interface CaseRecord extends Omit<CaseSummary, 'hasPicture' | 'hasClip'> {
  /** The highest sequence of its incident that was taken in. */
  lastSequence: number;
  severity: Severity;
  /** Null for cases of earlier releases. */
  fenceVersion: number | null;
  /** The fence as that version drew it; empty when dispatch did not know the version. */
  polygon: Point[];
  trace: IncidentEvent['trace'];
}

export const caseStepNames = [
  'reported',
  'accepted',
  'dispatched',
  'still-there',
  'cleared',
  'came-back',
  'late-event',
  'acknowledged',
] as const;
export type CaseStepName = (typeof caseStepNames)[number];

/** One line of a case's history. */
export interface CaseStep {
  step: CaseStepName;
  /** The state of the case after it. */
  state: CaseState;
  at: number;
  actor: string | null;
  alertId: string | null;
}

const followers: Record<CaseState, readonly CaseState[]> = {
  reported: ['accepted', 'void'],
  accepted: ['dispatched', 'void', 'deferred'],
  dispatched: ['acknowledged', 'handled', 'void', 'deferred'],
  acknowledged: ['handled', 'void', 'deferred'],
  handled: ['verified', 'dispatched', 'void'],
  verified: ['closed', 'dispatched'],
  closed: ['dispatched'],
  void: [],
  deferred: ['dispatched', 'void'],
};

/** The states that may come right after `state`. */
export function followingStates(state: CaseState): readonly CaseState[] {
  return followers[state];
}

/** `20261122-0007`: the day in the site's time zone and the number of the case on that day. Sorts by age. */
export function formatCaseId(day: string, number: number): string {
  return `${day}-${String(number).padStart(4, '0')}`;
}

/** The day of a moment in a time zone, as `20261122`. */
export function caseDay(at: number, timezone: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  // The Swedish locale writes dates as 2026-11-22.
  return new Intl.DateTimeFormat('sv', { timeZone: timezone, ...parts })
    .format(at)
    .replaceAll('-', '');
}
