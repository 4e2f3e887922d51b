// Records an alert in one transaction: the alert, its case and incident, the steps and what has to go out are all kept, or
// none. The decisions themselves come in as functions. What may touch one case at once waits for one another, whatever
// number of workers there are: alerts of one incident, first alerts of one place, and people who act on the case.
import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Alert, AlertEffect } from '../../contracts/index.ts';
import { formatCaseId, type CaseFolder, type CaseRecord } from '../cases/case-record.ts';
import type { AlertDecision } from '../cases/decide-alert.ts';
import type { Telling } from '../delivery/telling.ts';
import { addTelling } from './add-telling.ts';
import { incidentColumns } from './case-rows.ts';
import type { Database } from './database.ts';
import { addSteps, openFolder } from './folder-rows.ts';
import { alerts, caseIncidents, caseNumbers, cases } from './schema.ts';
import { wantLook } from './want-look.ts';

export interface RecordPlan {
  alert: Alert;
  at: number;
  /** The day that a new case is counted on, as `20261122`. */
  day: string;
  /** Leave the alert alone while an earlier one of its incident has not come. */
  waitForEarlier: boolean;
  /** Which of the last cases of its place an incident joins that has none. */
  join: (folders: readonly CaseFolder[]) => CaseFolder | null;
  decide: (current: CaseFolder | null, caseId: string) => AlertDecision;
  notify: (decision: AlertDecision) => Telling;
}

export type RecordResult =
  | { outcome: 'recorded'; effect: AlertEffect; caseId: string }
  /** This very alert is already here. */
  | { outcome: 'repeated' }
  /** An earlier alert of the incident is still missing; nothing was written. */
  | { outcome: 'early' };

/** How far back a place is looked through: what it holds at one time is a few things. */
const lastCasesOfPlace = 20;

export async function recordAlert(transaction: Database, plan: RecordPlan): Promise<RecordResult> {
  const { incident, alertId } = plan.alert;
  await lock(transaction, incident.incidentId);
  const known = transaction.select({ alertId: alerts.alertId }).from(alerts);
  if ((await known.where(eq(alerts.alertId, alertId))).length > 0) return { outcome: 'repeated' };
  const own = await folderOf(transaction, incident.incidentId);
  if (plan.waitForEarlier && incident.sequence > lastSequenceOf(own, incident.incidentId) + 1)
    return { outcome: 'early' };
  const current = own ?? (await folderToJoin(transaction, plan));
  const caseId = current?.case.id ?? (await nextCaseId(transaction, plan.day));
  const decision = plan.decide(current, caseId);
  await write(transaction, plan, decision);
  return { outcome: 'recorded', effect: decision.effect, caseId };
}

function lastSequenceOf(folder: CaseFolder | null, incidentId: string): number {
  return folder?.incidents.find((one) => one.incidentId === incidentId)?.lastSequence ?? 0;
}

async function write(
  transaction: Database,
  plan: RecordPlan,
  decision: AlertDecision,
): Promise<void> {
  const { alert, at } = plan;
  const { incidentId, sequence } = alert.incident;
  const { effect, incident } = decision;
  await transaction
    .insert(cases)
    .values(decision.case)
    .onConflictDoUpdate({ target: cases.id, set: decision.case });
  await transaction
    .insert(caseIncidents)
    .values(incident)
    .onConflictDoUpdate({ target: caseIncidents.incidentId, set: incident });
  await transaction
    .insert(alerts)
    .values({ alertId: alert.alertId, incidentId, sequence, effect, receivedAt: at, body: alert });
  await addSteps(transaction, decision.case.id, decision.steps);
  await addTelling(transaction, decision.case.id, plan.notify(decision), at);
  if (mayBeDue(decision)) await wantLook(transaction, decision.case.id, at);
}

/** What is only still there changes nothing of what is due, unless somebody says that he has handled it. */
function mayBeDue({ effect, case: { state } }: AlertDecision): boolean {
  return !['seen-again', 'also-seen', 'superseded'].includes(effect) || state === 'handled';
}

/** Until the end of the transaction nobody else holds what is locked under this name. */
async function lock(transaction: Database, name: string): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

/** The case that an incident is in. */
async function folderOf(transaction: Database, incidentId: string): Promise<CaseFolder | null> {
  const [found] = await transaction
    .select({ caseId: caseIncidents.caseId })
    .from(caseIncidents)
    .where(eq(caseIncidents.incidentId, incidentId));
  return found === undefined ? null : folderThere(transaction, found.caseId);
}

/** Two cameras may report one thing at the same moment: the second waits until it can see the case of the first. */
async function folderToJoin(transaction: Database, plan: RecordPlan): Promise<CaseFolder | null> {
  const { place, incident } = plan.alert;
  if (place === null) return null;
  await lock(transaction, `place ${incident.kind} ${place}`);
  const chosen = plan.join(await foldersAt(transaction, place, incident.kind));
  return chosen === null ? null : folderThere(transaction, chosen.case.id);
}

async function foldersAt(
  transaction: Database,
  place: string,
  kind: CaseRecord['kind'],
): Promise<CaseFolder[]> {
  const found = await transaction
    .select()
    .from(cases)
    .where(and(eq(cases.place, place), eq(cases.kind, kind), ne(cases.state, 'void')))
    .orderBy(desc(cases.lastEventAt))
    .limit(lastCasesOfPlace);
  if (found.length === 0) return [];
  const incidents = await transaction
    .select(incidentColumns)
    .from(caseIncidents)
    .where(
      inArray(
        caseIncidents.caseId,
        found.map(({ id }) => id),
      ),
    )
    .orderBy(asc(caseIncidents.position));
  return found.map((one) => ({
    case: one,
    incidents: incidents.filter(({ caseId }) => caseId === one.id),
  }));
}

async function folderThere(transaction: Database, caseId: string): Promise<CaseFolder> {
  const folder = await openFolder(transaction, caseId);
  if (folder === null) throw new Error(`the database lost the case ${caseId}`);
  return folder;
}

async function nextCaseId(transaction: Database, day: string): Promise<string> {
  const [row] = await transaction
    .insert(caseNumbers)
    .values({ day, last: 1 })
    .onConflictDoUpdate({ target: caseNumbers.day, set: { last: sql`${caseNumbers.last} + 1` } })
    .returning({ last: caseNumbers.last });
  if (row === undefined) throw new Error('the database gave no case number');
  return formatCaseId(day, row.last);
}
