// What an alert does to the case of its incident. Pure: takes the case as it stands (or null), the alert and the
// moment, and gives the case after it, the steps to write down, and the effect, which says whether people are told.
import type { Alert, CaseState, Point } from '../../contracts/index.ts';
import {
  followingStates,
  type CaseRecord,
  type CaseStep,
  type CaseStepName,
} from './case-record.ts';

/**
 * - `opened`: a new case
 * - `opened-by-later-event`: a new case whose first events did not come (yet)
 * - `seen-again`: still there
 * - `cleared`: the camera sees the place empty
 * - `came-back`: there again after it was cleared
 * - `superseded`: a later event of this incident was here first; kept, changes nothing, nobody is told
 */
export type AlertEffect =
  'opened' | 'opened-by-later-event' | 'seen-again' | 'cleared' | 'came-back' | 'superseded';

export interface AlertDecision {
  effect: AlertEffect;
  case: CaseRecord;
  steps: CaseStep[];
}

export interface AlertInput {
  alert: Alert;
  current: CaseRecord | null;
  /** For a new case. */
  caseId: string;
  polygon: Point[];
  at: number;
}

export function decideAlert(input: AlertInput): AlertDecision {
  const { current } = input;
  if (current === null) return openCase(input);
  if (input.alert.incident.sequence <= current.lastSequence) return supersede(input, current);
  return continueCase(input, current);
}

/** Whether people are told of an alert with this effect. */
export function isWorthTelling(effect: AlertEffect): boolean {
  return effect !== 'superseded';
}

function openCase({ alert, caseId, polygon, at }: AlertInput): AlertDecision {
  const { incident } = alert;
  const opened: CaseRecord = {
    id: caseId,
    incidentId: incident.incidentId,
    kind: incident.kind,
    state: 'dispatched',
    ...placeOf(alert),
    polygon,
    openedAt: incident.openedAt,
    acknowledgedAt: null,
    acknowledgedBy: null,
    clearedAt: null,
    ...sightOf(alert),
  };
  const straight: CaseState[] = ['reported', 'accepted', 'dispatched'];
  const steps = straight.map((state) => stepOf(state as CaseStepName, state, alert, at));
  if (incident.event === 'opened') return { effect: 'opened', case: opened, steps };
  const decision = continueCase({ alert, current: opened, caseId, polygon, at }, opened);
  return {
    effect: 'opened-by-later-event',
    case: decision.case,
    steps: [...steps, ...decision.steps],
  };
}

function continueCase({ alert, at }: AlertInput, current: CaseRecord): AlertDecision {
  const next: CaseRecord = { ...current, ...sightOf(alert), ...findingsFor(alert, current) };
  const step = (name: CaseStepName) => [stepOf(name, current.state, alert, at)];
  switch (alert.incident.event) {
    case 'cleared': {
      const clearedAt = alert.incident.capturedAt;
      return { effect: 'cleared', case: { ...next, clearedAt }, steps: step('cleared') };
    }
    case 'opened':
    case 'still-there':
      return current.present
        ? { effect: 'seen-again', case: next, steps: step('still-there') }
        : comeBack(next, alert, at);
  }
}

/** A closed case that is there again goes out again; any other keeps its state. */
function comeBack(current: CaseRecord, alert: Alert, at: number): AlertDecision {
  const state = followingStates(current.state).includes('dispatched')
    ? 'dispatched'
    : current.state;
  const back: CaseRecord = { ...current, state, clearedAt: null };
  return { effect: 'came-back', case: back, steps: [stepOf('came-back', state, alert, at)] };
}

function supersede({ alert, at }: AlertInput, current: CaseRecord): AlertDecision {
  const step = stepOf('late-event', current.state, alert, at);
  return { effect: 'superseded', case: current, steps: [step] };
}

function stepOf(step: CaseStepName, state: CaseState, alert: Alert, at: number): CaseStep {
  return { step, state, at, actor: null, alertId: alert.alertId };
}

function placeOf(alert: Alert) {
  const { cameraName, fenceName, gridCell, matterCode, severity, incident } = alert;
  const { cameraId, fenceId, fenceVersion } = incident;
  const place = { cameraId, cameraName, fenceId, fenceName, fenceVersion };
  return { ...place, gridCell, matterCode, severity };
}

/** A cleared place has nothing to show: what was found there, and why it was raised, stays as it was. */
function findingsFor({ incident }: Alert, current: CaseRecord): Partial<CaseRecord> {
  if (incident.event !== 'cleared') return {};
  const { confidence, region, reason, trace } = current;
  return { confidence, region, reason, trace };
}

function sightOf({ incident }: Alert) {
  return {
    present: incident.event !== 'cleared',
    lastEventAt: incident.capturedAt,
    lastSequence: incident.sequence,
    confidence: incident.confidence,
    region: incident.region,
    reason: incident.reason,
    trace: incident.trace,
  };
}
