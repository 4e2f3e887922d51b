// What the store offers to whoever records an alert, all of it within one transaction: locks, what is known of a case, and
// writing. What is decided between these is the ingest's. What may touch one case at once waits for one another, whatever
// number of workers there are: alerts of one incident, first alerts of one place, and people who act on the case.
import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Alert } from '../../contracts/index.ts';
import { formatCaseId, type CaseFolder, type CaseRecord } from '../cases/case-record.ts';
import type { AlertDecision } from '../cases/decide-alert.ts';
import type { Telling } from '../delivery/telling.ts';
import { addTelling } from './add-telling.ts';
import { incidentColumns } from './case-rows.ts';
import type { Database } from './database.ts';
import { addSteps, openFolder } from './folder-rows.ts';
import { alerts, caseIncidents, caseNumbers, cases } from './schema.ts';
import { wantLook } from './want-look.ts';

export interface RecordTransaction {
  /** Until the end of the transaction nobody else holds what is locked under this name. */
  lock(name: string): Promise<void>;
  isRecorded(alertId: string): Promise<boolean>;
  /** The case that an incident is in, locked. */
  folderOf(incidentId: string): Promise<CaseFolder | null>;
  /** The last cases of a place, the latest first; not locked. */
  foldersAt(place: string, kind: CaseRecord['kind']): Promise<CaseFolder[]>;
  /** As it is now, and as it stays until the end. @throws Error when there is none */
  openFolder(caseId: string): Promise<CaseFolder>;
  /** @param day that a new case is counted on, as `20261122` */
  nextCaseId(day: string): Promise<string>;
  /** The alert, its case and incident, and the steps. */
  write(alert: Alert, decision: AlertDecision, at: number): Promise<void>;
  addTelling(caseId: string, telling: Telling, at: number): Promise<void>;
  /** Something may be due in the case now. */
  wantLook(caseId: string, at: number): Promise<void>;
}

/** How far back a place is looked through: what it holds at one time is a few things. */
const lastCasesOfPlace = 20;

export function recordTransaction(transaction: Database): RecordTransaction {
  return {
    lock: (name) => lock(transaction, name),
    isRecorded: async (alertId) => {
      const known = transaction.select({ alertId: alerts.alertId }).from(alerts);
      return (await known.where(eq(alerts.alertId, alertId))).length > 0;
    },
    folderOf: (incidentId) => folderOf(transaction, incidentId),
    foldersAt: (place, kind) => foldersAt(transaction, place, kind),
    openFolder: (caseId) => folderThere(transaction, caseId),
    nextCaseId: (day) => nextCaseId(transaction, day),
    write: (alert, decision, at) => write(transaction, { alert, decision, at }),
    addTelling: (caseId, telling, at) => addTelling(transaction, caseId, telling, at),
    wantLook: (caseId, at) => wantLook(transaction, caseId, at),
  };
}

interface Written {
  alert: Alert;
  decision: AlertDecision;
  at: number;
}

async function write(transaction: Database, { alert, decision, at }: Written): Promise<void> {
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
}

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

export async function nextCaseId(transaction: Database, day: string): Promise<string> {
  const [row] = await transaction
    .insert(caseNumbers)
    .values({ day, last: 1 })
    .onConflictDoUpdate({ target: caseNumbers.day, set: { last: sql`${caseNumbers.last} + 1` } })
    .returning({ last: caseNumbers.last });
  if (row === undefined) throw new Error('the database gave no case number');
  return formatCaseId(day, row.last);
}
