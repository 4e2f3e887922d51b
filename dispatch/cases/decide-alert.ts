// Decides what an alert does to a case. Pure: takes the existing case (of its incident, or of its place, or null), the alert and
// the time; returns the case and the incident after it, the steps to record, and the effect, which says whether people are
// notified.
import type {
  Alert,
  AlertEffect,
  CaseState,
  CaseStep,
  CaseStepName,
  ReviewRule,
} from '../../contracts/index.ts';
import { bareStep } from './bare-step.ts';
import { caseOver, moreSevere, type CaseFolder, type CaseRecord } from './case-record.ts';
import type { FenceTerms } from './fence-terms.ts';
import { beginIncident, continueIncident, type IncidentRecord } from './incident-record.ts';
import { isOfFormerHolder, isOfNextHolder, sameOfOtherLease } from './lease-order.ts';
import { newCase } from './new-case.ts';
import { stateWhenBack } from './transition-table.ts';

export interface AlertDecision {
  effect: AlertEffect;
  case: CaseRecord;
  /** The incident of the alert. */
  incident: IncidentRecord;
  steps: CaseStep[];
  /** An incident of the camera's former holder that the alert ends. */
  ended?: IncidentRecord;
}

export interface AlertInput {
  alert: Alert;
  current: CaseFolder | null;
  /** For a new case. */
  caseId: string;
  fence: FenceTerms;
  at: number;
  /** The review setting of a new case; none when absent. */
  review?: ReviewRule | null;
}

export function decideAlert(input: AlertInput): AlertDecision {
  const { current, alert } = input;
  if (current === null) return openCase(input);
  const { incidentId, sequence } = alert.incident;
  const known = current.incidents.find((one) => one.incidentId === incidentId);
  if (isOfFormerHolder(alert, current.incidents)) return noteFormerHolder(input, current, known);
  if (known === undefined) {
    const former = sameOfOtherLease(alert, current, input.fence);
    return former === null ? joinCase(input, current) : takeOver(input, current, former);
  }
  if (isOfNextHolder(alert, known)) return continueNext(input, current, known);
  if (sequence <= known.lastSequence) return supersede(input, current, known);
  return continueCase(input, current, known);
}

const worthTelling: Record<AlertEffect, boolean> = {
  opened: true,
  'opened-by-later-event': true,
  joined: false,
  'seen-again': true,
  'also-seen': false,
  cleared: true,
  'cleared-in-part': false,
  'came-back': true,
  superseded: false,
};

/** Whether people are notified of an alert with this effect. */
export function isWorthTelling(effect: AlertEffect): boolean {
  return worthTelling[effect];
}

function openCase(input: AlertInput): AlertDecision {
  const { alert, caseId, fence } = input;
  const incident = beginIncident(alert, caseId, fence);
  const first = newCase(alert, incident);
  const isHeld = !!input.review;
  const opened = caseOver(isHeld ? { ...first, state: 'reported', isHeld } : first, [incident]);
  const steps = input.review ? heldSteps(input, input.review) : straightSteps(input);
  if (alert.incident.event === 'opened') return { effect: 'opened', case: opened, incident, steps };
  const last = stepOf(alert.incident.event, opened.state, input);
  return { effect: 'opened-by-later-event', case: opened, incident, steps: [...steps, last] };
}

function straightSteps(input: AlertInput): CaseStep[] {
  const straight = ['reported', 'accepted', 'dispatched'] as const;
  return straight.map((state) => stepOf(state, state, input));
}

/** The end of the wait and what happens then are stored with the case, so a later setting does not change them. */
function heldSteps(input: AlertInput, { within, otherwise }: ReviewRule): CaseStep[] {
  const held: CaseStep = {
    ...stepOf('held-for-review', 'reported', input),
    reason: 'a person confirms it before it goes out',
    details: { until: input.at + within, otherwise },
  };
  return [stepOf('reported', 'reported', input), held];
}

/** Another fence sees the same object. People already know, unless the case was clear or finished. */
function joinCase(input: AlertInput, current: CaseFolder): AlertDecision {
  const { alert, fence } = input;
  const incident = beginIncident(alert, current.case.id, fence);
  const severity = moreSevere(current.case.severity, alert.severity);
  const next = { ...caseOver(current.case, [...current.incidents, incident]), severity };
  const joined = stepOf('joined', next.state, input);
  const isOver = !current.case.present || current.case.state === 'closed';
  if (incident.present && isOver) {
    const back = comeBack(input, next, incident);
    return { ...back, steps: [joined, ...back.steps] };
  }
  const steps = incident.present
    ? [joined]
    : [joined, stepOf('cleared-in-part', next.state, input)];
  return { effect: 'joined', case: next, incident, steps };
}

function continueCase(
  input: AlertInput,
  current: CaseFolder,
  known: IncidentRecord,
): AlertDecision {
  const incident = continueIncident(known, input.alert, input.fence);
  const incidents = current.incidents.map((one) => (one === known ? incident : one));
  const next = caseOver(current.case, incidents);
  // It was reported clear before: under another incident of the same object, or by a former holder of the camera.
  if (!incident.present && !known.present) return supersede(input, current, incident);
  if (!incident.present) {
    const effect = next.present ? 'cleared-in-part' : 'cleared';
    return { effect, case: next, incident, steps: [stepOf(effect, next.state, input)] };
  }
  if (!current.case.present) return comeBack(input, next, incident);
  // Only the first present incident causes messages: people are notified once, however many cameras see it.
  const speaks = known.present && incidents.find(({ present }) => present) === incident;
  const effect = speaks ? 'seen-again' : 'also-seen';
  // The `cleared` alert in between was lost.
  const isBack = speaks && input.alert.incident.event === 'opened';
  const shown = isBack ? openedAnew(next, incident) : next;
  return { effect, case: shown, incident, steps: [stepOf('still-there', next.state, input)] };
}

/** A closed case is dispatched again, a handled one is returned; any other case keeps its state. */
function comeBack(input: AlertInput, current: CaseRecord, incident: IncidentRecord): AlertDecision {
  const state = stateWhenBack(current.state);
  const steps = [stepOf('came-back', state, input)];
  const back = openedAnew(givenAnew(current, state), incident);
  return { effect: 'came-back', case: back, incident, steps };
}

/** From now on it is in the state of a new case. */
function openedAnew(current: CaseRecord, { lastEventAt }: IncidentRecord): CaseRecord {
  return { ...current, lastOpenedAt: Math.max(current.lastOpenedAt, lastEventAt) };
}

/** It has to be accepted again. */
function givenAnew(current: CaseRecord, state: CaseState): CaseRecord {
  const taken = current.state === state ? {} : { acknowledgedAt: null, acknowledgedBy: null };
  return { ...current, state, ...taken };
}

function supersede(
  input: AlertInput,
  current: CaseFolder,
  incident: IncidentRecord,
): AlertDecision {
  const steps = [stepOf('late-event', current.case.state, input)];
  return { effect: 'superseded', case: current.case, incident, steps };
}

/** The camera has another holder by now, whose reports decide. This alert is stored, and nobody is notified. */
function noteFormerHolder(
  input: AlertInput,
  current: CaseFolder,
  known: IncidentRecord | undefined,
): AlertDecision {
  const { alert, fence } = input;
  const begun = beginIncident(alert, current.case.id, fence);
  const over = { present: false, clearedAt: begun.clearedAt ?? begun.lastEventAt };
  return {
    effect: 'superseded',
    case: current.case,
    incident: known ?? { ...begun, ...over },
    steps: [edgeStep('late-lease', current.case.state, input)],
  };
}

/** The new holder did not know the open incident, and raised it anew. */
function takeOver(input: AlertInput, current: CaseFolder, former: IncidentRecord): AlertDecision {
  const { alert, fence } = input;
  const incident = beginIncident(alert, current.case.id, fence);
  const ended = { ...former, present: false, clearedAt: alert.incident.capturedAt };
  const rest = current.incidents.map((one) => (one === former ? ended : one));
  const next = caseOver(current.case, [...rest, incident]);
  const steps = [edgeStep('next-edge', next.state, input)];
  const over = stepOf('cleared', next.state, input);
  return next.present
    ? { effect: 'also-seen', case: next, incident, ended, steps }
    : { effect: 'cleared', case: next, incident, ended, steps: [...steps, over] };
}

/** The new holder may know an older state than the former one reported: what it sees now decides. */
function continueNext(
  input: AlertInput,
  current: CaseFolder,
  known: IncidentRecord,
): AlertDecision {
  const { event, sequence } = input.alert.incident;
  const isSaid = sequence <= known.lastSequence && (event !== 'cleared') === known.present;
  if (!isSaid) return continueCase(input, current, known);
  const incident = { ...known, lease: input.alert.lease ?? null, lastSequence: sequence };
  const steps = [stepOf('late-event', current.case.state, input)];
  return { effect: 'superseded', case: current.case, incident, steps };
}

function edgeStep(step: CaseStepName, state: CaseState, input: AlertInput): CaseStep {
  return {
    ...stepOf(step, state, input),
    part: 'system',
    details: { edge: input.alert.edgeId },
  };
}

function stepOf(step: CaseStepName, state: CaseState, { alert, at }: AlertInput): CaseStep {
  return bareStep(step, state, { at, alertId: alert.alertId });
}
