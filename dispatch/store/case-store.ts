// Cases and the alerts that made them. Recording an alert is one transaction: the alert, the case, its steps and what
// has to go out are all kept, or none. The decisions themselves come in as functions.
import { and, count, desc, eq, lt, sql, type SQL } from 'drizzle-orm';
import type { Alert, CaseSummary } from '../../contracts/index.ts';
import type { Acknowledgement } from '../cases/acknowledge.ts';
import { formatCaseId, type CaseRecord, type CaseStep } from '../cases/case-record.ts';
import type { AlertDecision, AlertEffect } from '../cases/decide-alert.ts';
import type { Outgoing } from '../delivery/outgoing.ts';
import { caseColumns, summaryColumns, type CaseFile } from './case-rows.ts';
import type { Database } from './database.ts';
import { addNotifications } from './notification-store.ts';
import { alerts, caseNumbers, cases, caseSteps } from './schema.ts';

export interface RecordPlan {
  alert: Alert;
  at: number;
  /** The day that a new case is counted on, as `20261122`. */
  day: string;
  /** Leave the alert alone while an earlier one of its incident has not come. */
  waitForEarlier: boolean;
  decide: (current: CaseRecord | null, caseId: string) => AlertDecision;
  notify: (decision: AlertDecision) => Outgoing[];
}

export type RecordResult =
  | { outcome: 'recorded'; effect: AlertEffect; caseId: string }
  /** This very alert is already here. */
  | { outcome: 'repeated' }
  /** An earlier alert of the incident is still missing; nothing was written. */
  | { outcome: 'early' };

export interface CaseFilter {
  kind?: CaseSummary['kind'] | undefined;
  cameraId?: string | undefined;
  present?: boolean | undefined;
  limit: number;
  before?: number | undefined;
}

export interface CaseStore {
  record(plan: RecordPlan): Promise<RecordResult>;
  /** Newest first. */
  list(filter: CaseFilter): Promise<CaseSummary[]>;
  countPresent(): Promise<number>;
  find(caseId: string): Promise<CaseFile | null>;
  findByIncident(incidentId: string): Promise<CaseFile | null>;
  alertsOf(incidentId: string): Promise<Alert[]>;
  stepsOf(caseId: string): Promise<CaseStep[]>;
  /** Ids of the fences that a present case lies in. */
  openFences(): Promise<string[]>;
  /** Null when there is no such case. */
  acknowledge(
    caseId: string,
    decide: (current: CaseRecord) => Acknowledgement,
  ): Promise<Acknowledgement | null>;
}

export function createCaseStore(database: Database): CaseStore {
  return {
    record: (plan) => database.transaction((transaction) => record(transaction, plan)),
    list: (filter) => list(database, filter),
    countPresent: async () => {
      const [row] = await database
        .select({ present: count() })
        .from(cases)
        .where(eq(cases.present, true));
      return row?.present ?? 0;
    },
    find: (caseId) => findCase(database, eq(cases.id, caseId)),
    findByIncident: (incidentId) => findCase(database, eq(cases.incidentId, incidentId)),
    alertsOf: (incidentId) => alertsOf(database, incidentId),
    stepsOf: (caseId) => stepsOf(database, caseId),
    openFences: async () => {
      const rows = await database
        .selectDistinct({ fenceId: cases.fenceId })
        .from(cases)
        .where(eq(cases.present, true));
      return rows.map(({ fenceId }) => fenceId);
    },
    acknowledge: (caseId, decide) =>
      database.transaction((transaction) => acknowledge(transaction, caseId, decide)),
  };
}

async function record(transaction: Database, plan: RecordPlan): Promise<RecordResult> {
  const { incident, alertId } = plan.alert;
  await lockIncident(transaction, incident.incidentId);
  const known = transaction.select({ alertId: alerts.alertId }).from(alerts);
  if ((await known.where(eq(alerts.alertId, alertId))).length > 0) return { outcome: 'repeated' };
  const current = await currentCase(transaction, incident.incidentId);
  if (plan.waitForEarlier && incident.sequence > (current?.lastSequence ?? 0) + 1)
    return { outcome: 'early' };
  const caseId = current?.id ?? (await nextCaseId(transaction, plan.day));
  const decision = plan.decide(current, caseId);
  await write(transaction, plan, decision);
  return { outcome: 'recorded', effect: decision.effect, caseId };
}

async function write(
  transaction: Database,
  plan: RecordPlan,
  decision: AlertDecision,
): Promise<void> {
  const { alert, at } = plan;
  const { incidentId, sequence } = alert.incident;
  await transaction
    .insert(cases)
    .values(decision.case)
    .onConflictDoUpdate({ target: cases.id, set: decision.case });
  await transaction.insert(alerts).values({
    alertId: alert.alertId,
    incidentId,
    sequence,
    effect: decision.effect,
    receivedAt: at,
    body: alert,
  });
  await addSteps(transaction, decision.case.id, decision.steps);
  await addNotifications(transaction, plan.notify(decision), at);
}

/** Two events of one incident are never recorded at once, whatever number of workers there are. */
async function lockIncident(transaction: Database, incidentId: string): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${incidentId}, 0))`);
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

async function currentCase(transaction: Database, incidentId: string): Promise<CaseRecord | null> {
  const rows = await transaction.select().from(cases).where(eq(cases.incidentId, incidentId));
  return rows[0] ?? null;
}

async function addSteps(transaction: Database, caseId: string, steps: CaseStep[]): Promise<void> {
  if (steps.length > 0)
    await transaction.insert(caseSteps).values(steps.map((step) => ({ ...step, caseId })));
}

async function list(database: Database, filter: CaseFilter): Promise<CaseSummary[]> {
  const { kind, cameraId, present, before, limit } = filter;
  return database
    .select(summaryColumns)
    .from(cases)
    .where(
      and(
        kind === undefined ? undefined : eq(cases.kind, kind),
        cameraId === undefined ? undefined : eq(cases.cameraId, cameraId),
        present === undefined ? undefined : eq(cases.present, present),
        before === undefined ? undefined : lt(cases.openedAt, before),
      ),
    )
    .orderBy(desc(cases.openedAt), desc(cases.id))
    .limit(limit);
}

async function findCase(database: Database, where: SQL): Promise<CaseFile | null> {
  const [row] = await database.select(caseColumns).from(cases).where(where);
  return row ?? null;
}

async function alertsOf(database: Database, incidentId: string): Promise<Alert[]> {
  const rows = await database
    .select({ body: alerts.body })
    .from(alerts)
    .where(eq(alerts.incidentId, incidentId))
    .orderBy(alerts.sequence);
  return rows.map(({ body }) => body);
}

async function stepsOf(database: Database, caseId: string): Promise<CaseStep[]> {
  const { step, state, at, actor, alertId } = caseSteps;
  return database
    .select({ step, state, at, actor, alertId })
    .from(caseSteps)
    .where(eq(caseSteps.caseId, caseId))
    .orderBy(caseSteps.id);
}

async function acknowledge(
  transaction: Database,
  caseId: string,
  decide: (current: CaseRecord) => Acknowledgement,
): Promise<Acknowledgement | null> {
  const [current] = await transaction
    .select()
    .from(cases)
    .where(eq(cases.id, caseId))
    .for('update');
  if (current === undefined) return null;
  const result = decide(current);
  if (!result.ok) return result;
  await transaction.update(cases).set(result.case).where(eq(cases.id, caseId));
  await addSteps(transaction, caseId, [result.step]);
  return result;
}
