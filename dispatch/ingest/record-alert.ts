// The core of the spine: records one alert in a transaction, completely or not at all: load → join → decide → write → tell. Takes
// the store's transaction and the alert with its recipients; returns the result.
import type {
  Alert,
  AlertEffect,
  ReviewGate,
  ReviewRule,
  TellingSettings,
} from '../../contracts/index.ts';
import type { CaseFolder, GivenTo } from '../cases/case-record.ts';
import { bareStep } from '../cases/bare-step.ts';
import { decideAlert, type AlertDecision } from '../cases/decide-alert.ts';
import type { FenceTerms } from '../cases/fence-terms.ts';
import { caseToJoin } from '../cases/join-case.ts';
import { caseOfOtherLease, isOfFormerHolder, isOfNextHolder } from '../cases/lease-order.ts';
import type { WorkCalendar } from '../deadlines/work-calendar.ts';
import { heldTelling } from '../delivery/held-telling.ts';
import { tellingOfAlert } from '../delivery/telling.ts';
import type { Addressed } from '../routing/recipients.ts';
import type { Foreseen, RecordTransaction } from '../store/record-transaction.ts';
import { dueOf } from '../timers/due.ts';
import { reviewFor } from '../timers/review-timers.ts';
import type { PolicyInForce } from '../timers/timer.ts';

type Found = Pick<Addressed, 'recipients' | 'group'> & Partial<Pick<Addressed, 'passedOver'>>;

export interface RecordPlan {
  alert: Alert;
  at: number;
  /** The day of a new case's number, as `20261122`. */
  day: string;
  /** Leave the alert waiting while an earlier one of its incident is missing. */
  waitForEarlier: boolean;
  /** The fence version that the edge judged by. */
  fence: FenceTerms;
  /** Its recipients. */
  addressed: Found;
  /** The recipients when its case was assigned to somebody by name. */
  addressedTo?: (givenTo: GivenTo) => Found;
  telling: TellingSettings | null;
  /** The policies, oldest first. */
  policies: readonly PolicyInForce[];
  calendar?: WorkCalendar | undefined;
  /** Review settings, in addition to the policies. */
  gates?: readonly ReviewGate[];
  publicUrl: string;
}

export type RecordResult =
  | {
      outcome: 'recorded';
      effect: AlertEffect;
      caseId: string;
      /** When a timer of the case may be due next; null when the alert does not change that. */
      lookAt: number | null;
    }
  /** This alert is already stored. */
  | { outcome: 'repeated' }
  /** An earlier alert of the incident is missing; nothing was written. */
  | { outcome: 'early' };

export async function recordAlert(
  transaction: RecordTransaction,
  plan: RecordPlan,
): Promise<RecordResult> {
  const { alert, fence, at } = plan;
  const { incident, alertId } = alert;
  await transaction.lock(incident.incidentId);
  if (await transaction.isRecorded(alertId)) return { outcome: 'repeated' };
  const own = await transaction.folderOf(incident.incidentId);
  if (plan.waitForEarlier && isEarly(alert, own)) return { outcome: 'early' };

  const current = own ?? (await folderToJoin(transaction, plan));
  const caseId = current?.case.id ?? (await transaction.nextCaseId(plan.day));
  const decided = decideAlert({ alert, current, caseId, fence, at, review: reviewOf(plan) });
  const telling = tellingOf(plan, decided);
  const decision = withQuietStep(decided, telling.quietUntil, at);

  await transaction.write(alert, decision, at);
  await transaction.addTelling(caseId, telling, at);
  const lookAt = lookAfter(plan, decision, current === null);
  if (lookAt !== null) await transaction.wantLook(caseId, lookAt);
  return { outcome: 'recorded', effect: decision.effect, caseId, lookAt };
}

/** Prefetches what recording these will need. */
export function foreseenOf(plans: readonly RecordPlan[]): Foreseen {
  const alerts = plans.map(({ alert }) => alert);
  return {
    locks: alerts.flatMap(({ place, incident, lease }) => [
      incident.incidentId,
      ...(lease === undefined ? [] : [leaseLock(incident.fenceId)]),
      ...(place === null ? [] : [placeLock(place, incident.kind)]),
    ]),
    alertIds: [...new Set(alerts.map(({ alertId }) => alertId))],
    incidentIds: [...new Set(alerts.map(({ incident }) => incident.incidentId))],
  };
}

function placeLock(place: string, kind: string): string {
  return `place ${kind} ${place}`;
}

function leaseLock(fenceId: string): string {
  return `lease ${fenceId}`;
}

function isEarly(alert: Alert, folder: CaseFolder | null): boolean {
  const { incidentId, sequence } = alert.incident;
  const incidents = folder?.incidents ?? [];
  const known = incidents.find((one) => one.incidentId === incidentId);
  // A former holder's alert changes nothing; the next holder counts from the state that it knows.
  if (isOfFormerHolder(alert, incidents)) return false;
  if (known !== undefined && isOfNextHolder(alert, known)) return false;
  return sequence > (known?.lastSequence ?? 0) + 1;
}

/** Two cameras may report one object at the same time: the second waits until it can see the case of the first. */
async function folderToJoin(
  transaction: RecordTransaction,
  plan: RecordPlan,
): Promise<CaseFolder | null> {
  const { alert, fence } = plan;
  const { place, incident } = alert;
  const ofOther = await folderOfOtherLease(transaction, plan);
  if (ofOther !== null) return ofOther;
  if (place === null) return null;
  await transaction.lock(placeLock(place, incident.kind));
  const chosen = caseToJoin(alert, await transaction.foldersAt(place, incident.kind), fence);
  return chosen === null ? null : transaction.openFolder(chosen.case.id);
}

/** Two edges may report one object when one of them has taken over the camera from the other. */
async function folderOfOtherLease(
  transaction: RecordTransaction,
  { alert, fence }: RecordPlan,
): Promise<CaseFolder | null> {
  const { lease, incident } = alert;
  if (lease === undefined) return null;
  await transaction.lock(leaseLock(incident.fenceId));
  const found = caseOfOtherLease(alert, await transaction.foldersOfFence(incident), fence);
  return found === null ? null : transaction.openFolder(found.case.id);
}

function reviewOf({ alert, policies, gates, at }: RecordPlan): ReviewRule | null {
  const { kind, fenceId } = alert.incident;
  const { matterCode, severity } = alert;
  return reviewFor({ kind, matterCode, severity, fenceId }, policies, at, gates);
}

/** Notes the end of the quiet hours in the log, because timers are derived from the log alone. */
function withQuietStep(
  decision: AlertDecision,
  quietUntil: number | null,
  at: number,
): AlertDecision {
  if (quietUntil === null) return decision;
  const bare = bareStep('held-quiet', decision.case.state, { at });
  const step = { ...bare, part: 'system' as const, details: { quietUntil } };
  return { ...decision, steps: [...decision.steps, step] };
}

function tellingOf(plan: RecordPlan, decision: AlertDecision) {
  const { alert, addressed, telling, publicUrl, at } = plan;
  const { givenTo } = decision.case;
  const found = (givenTo && plan.addressedTo?.(givenTo)) ?? addressed;
  const { recipients } = found;
  if (decision.case.isHeld) return heldTelling(alert.alertId, decision, recipients);
  return tellingOfAlert({ alert, decision, ...found, telling, publicUrl, at });
}

function lookAfter(plan: RecordPlan, decision: AlertDecision, isNew: boolean): number | null {
  if (!mayBeDue(decision)) return null;
  const { at, policies, calendar } = plan;
  if (!isNew) return at;
  // Everything about a new case is known here, so its first look is at its first timer.
  const { case: file, incident, steps: log } = decision;
  const now = { case: file, incidents: [incident], log, isWatched: true };
  const due = dueOf({ ...now, policies, calendar, at });
  return due.timers.length > 0 ? at : due.nextAt;
}

/** A repeat changes no timer, unless somebody has said that the case is handled. */
function mayBeDue({ effect, case: { state } }: AlertDecision): boolean {
  return !['seen-again', 'also-seen', 'superseded'].includes(effect) || state === 'handled';
}
