// The interface for recording alerts, in one transaction: locks, reads of cases, and writes. The ingest decides in between.
// Writes are buffered, visible to later reads, and flushed at the end with one statement per table, so that many alerts cost
// little more than one. Concurrent writers of one case wait for each other: alerts of one incident, first alerts of one place,
// and people who act on the case.
import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { Alert } from '../../contracts/index.ts';
import { formatCaseId, type CaseFolder, type CaseRecord } from '../cases/case-record.ts';
import type { AlertDecision } from '../cases/decide-alert.ts';
import type { Telling } from '../delivery/telling.ts';
import { lockedNumber } from './case-numbers.ts';
import { writtenColumns } from './case-rows.ts';
import type { Database } from './database.ts';
import { openFolder, openFolders, withIncidents } from './folder-rows.ts';
import { emptyRecord, type Recorded, writeRecorded } from './recorded.ts';
import { alerts, caseIncidents, cases } from './schema.ts';
import { isOneOf, textArray } from './sql-lists.ts';

export interface RecordTransaction {
  /** Takes an exclusive lock with this name until the end of the transaction. */
  lock(name: string): Promise<void>;
  isRecorded(alertId: string): Promise<boolean>;
  /** The case of an incident, locked. */
  folderOf(incidentId: string): Promise<CaseFolder | null>;
  /** The last cases of a place, the latest first; not locked. */
  foldersAt(place: string, kind: CaseRecord['kind']): Promise<CaseFolder[]>;
  /** The last cases with incidents of a fence that were reported under a lease; not locked. */
  foldersOfFence(fence: OfFence): Promise<CaseFolder[]>;
  /** The current state, locked until the end. @throws Error when there is none */
  openFolder(caseId: string): Promise<CaseFolder>;
  /** @param day the day of a new case's number, as `20261122` */
  nextCaseId(day: string): Promise<string>;
  /** The alert, its case and incident, and the steps. */
  write(alert: Alert, decision: AlertDecision, at: number): Promise<void>;
  addTelling(caseId: string, telling: Telling, at: number): Promise<void>;
  /** Schedules a look at the case at this time. */
  wantLook(caseId: string, at: number): Promise<void>;
}

export type OfFence = Pick<Alert['incident'], 'cameraId' | 'fenceId'>;

/** Prefetches: locks and reads with few statements what will be needed. */
export interface Foreseen {
  locks: readonly string[];
  alertIds: readonly string[];
  incidentIds: readonly string[];
}

const nothing: Foreseen = { locks: [], alertIds: [], incidentIds: [] };

/** How far back a place is searched: it holds only a few objects at a time. */
const lastCasesOfPlace = 20;

export async function inRecordTransaction<T>(
  database: Database,
  work: (transaction: RecordTransaction) => Promise<T>,
  foreseen: Foreseen = nothing,
): Promise<T> {
  return database.transaction(async (transaction) => {
    const known = await readAhead(transaction, foreseen);
    const result = await work(recordTransaction(known));
    await writeRecorded(transaction, known.recorded);
    return result;
  });
}

/** The buffer of this transaction: what was read and what is to be written. */
interface Known {
  transaction: Database;
  locked: Set<string>;
  /** Whether they exist; absent when not read yet. */
  alerts: Map<string, boolean>;
  /** The case of each; null when it has none. */
  incidents: Map<string, string | null>;
  /** Locked. */
  folders: Map<string, CaseFolder>;
  recorded: Recorded;
}

function recordTransaction(known: Known): RecordTransaction {
  const { recorded } = known;
  return {
    lock: (name) => lock(known, [name]),
    isRecorded: async (alertId) => {
      if (!known.alerts.has(alertId)) await readAlerts(known, [alertId]);
      return known.alerts.get(alertId) ?? false;
    },
    folderOf: (incidentId) => folderOf(known, incidentId),
    foldersAt: (place, kind) => foldersAt(known, place, kind),
    foldersOfFence: (fence) => foldersOfFence(known, fence),
    openFolder: (caseId) => folderThere(known, caseId),
    nextCaseId: (day) => nextOwnCaseId(known, day),
    write: (alert, decision, at) => {
      known.alerts.set(alert.alertId, true);
      known.incidents.set(alert.incident.incidentId, decision.case.id);
      known.folders.set(decision.case.id, folderAfter(known, decision));
      recorded.cases.set(decision.case.id, decision.case);
      for (const one of [decision.ended, decision.incident])
        if (one) recorded.incidents.set(one.incidentId, one);
      recorded.alerts.push({ alert, effect: decision.effect, at });
      recorded.steps.push(...decision.steps.map((step) => ({ ...step, caseId: decision.case.id })));
      return Promise.resolve();
    },
    addTelling: (caseId, telling, at) => {
      recorded.tellings.push({ caseId, telling, at });
      return Promise.resolve();
    },
    wantLook: (caseId, at) => {
      recorded.looks.set(caseId, at);
      return Promise.resolve();
    },
  };
}

async function readAhead(transaction: Database, foreseen: Foreseen): Promise<Known> {
  const known: Known = {
    transaction,
    locked: new Set(),
    alerts: new Map(),
    incidents: new Map(),
    folders: new Map(),
    recorded: emptyRecord(),
  };
  const { locks, alertIds, incidentIds } = foreseen;
  await lock(known, locks);
  await readAlerts(known, alertIds);
  await readIncidents(known, incidentIds);
  const caseIds = [...known.incidents.values()].filter((id) => id !== null);
  for (const folder of await openFolders(transaction, [...new Set(caseIds)]))
    known.folders.set(folder.case.id, folder);
  return known;
}

/** In a global order, to avoid deadlocks. */
async function lock({ transaction, locked }: Known, names: readonly string[]): Promise<void> {
  const missing = [...new Set(names)].filter((name) => !locked.has(name)).sort();
  if (missing.length === 0) return;
  await transaction.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${textArray(missing)}) as name`,
  );
  for (const name of missing) locked.add(name);
}

async function readAlerts(known: Known, alertIds: readonly string[]): Promise<void> {
  if (alertIds.length === 0) return;
  const found = await known.transaction
    .select({ alertId: alerts.alertId })
    .from(alerts)
    .where(isOneOf(alerts.alertId, alertIds));
  for (const alertId of alertIds) known.alerts.set(alertId, false);
  for (const { alertId } of found) known.alerts.set(alertId, true);
}

async function readIncidents(known: Known, incidentIds: readonly string[]): Promise<void> {
  if (incidentIds.length === 0) return;
  const { incidentId, caseId } = caseIncidents;
  const found = await known.transaction
    .select({ incidentId, caseId })
    .from(caseIncidents)
    .where(isOneOf(incidentId, incidentIds));
  for (const id of incidentIds) known.incidents.set(id, null);
  for (const one of found) known.incidents.set(one.incidentId, one.caseId);
}

/** The case of an incident. */
async function folderOf(known: Known, incidentId: string): Promise<CaseFolder | null> {
  if (!known.incidents.has(incidentId)) await readIncidents(known, [incidentId]);
  const caseId = known.incidents.get(incidentId) ?? null;
  return caseId === null ? null : folderThere(known, caseId);
}

async function folderThere(known: Known, caseId: string): Promise<CaseFolder> {
  const there = known.folders.get(caseId) ?? (await openFolder(known.transaction, caseId));
  if (there === null) throw new Error(`the database lost the case ${caseId}`);
  known.folders.set(caseId, there);
  return there;
}

/** Those of the tables, and those that this transaction has opened or changed, in their current state. */
async function foldersAt(
  known: Known,
  place: string,
  kind: CaseRecord['kind'],
): Promise<CaseFolder[]> {
  const found = await known.transaction
    .select(writtenColumns)
    .from(cases)
    .where(and(eq(cases.place, place), eq(cases.kind, kind), ne(cases.state, 'void')))
    .orderBy(desc(cases.lastEventAt))
    .limit(lastCasesOfPlace);
  const stored = await withIncidents(
    known.transaction,
    found.filter(({ id }) => !known.folders.has(id)),
  );
  const isThere = ({ case: file }: CaseFolder) =>
    file.place === place && file.kind === kind && file.state !== 'void';
  return [...stored, ...[...known.folders.values()].filter(isThere)]
    .sort((a, b) => b.case.lastEventAt - a.case.lastEventAt)
    .slice(0, lastCasesOfPlace);
}

/** Those of the tables, and those that this transaction has opened or changed, in their current state. */
async function foldersOfFence(known: Known, { cameraId, fenceId }: OfFence): Promise<CaseFolder[]> {
  const { caseId, lastEventAt, lease } = caseIncidents;
  const isIt = and(eq(caseIncidents.cameraId, cameraId), eq(caseIncidents.fenceId, fenceId));
  const found = await known.transaction
    .select({ caseId })
    .from(caseIncidents)
    .where(and(isIt, isNotNull(lease)))
    .orderBy(desc(lastEventAt))
    .limit(lastCasesOfPlace);
  const ids = [...new Set(found.map((one) => one.caseId))].filter((id) => !known.folders.has(id));
  const rows = await known.transaction
    .select(writtenColumns)
    .from(cases)
    .where(isOneOf(cases.id, ids));
  const stored = await withIncidents(known.transaction, rows);
  const isThere = ({ incidents }: CaseFolder) =>
    incidents.some((one) => one.cameraId === cameraId && one.fenceId === fenceId);
  return [...stored, ...[...known.folders.values()].filter(isThere)];
}

function folderAfter({ folders }: Known, decision: AlertDecision): CaseFolder {
  const { case: file, incident, ended } = decision;
  const all = folders.get(file.id)?.incidents ?? [];
  const before = all.map((one) => (one.incidentId === ended?.incidentId ? ended : one));
  const isIt = ({ incidentId }: { incidentId: string }) => incidentId === incident.incidentId;
  const incidents = before.some(isIt)
    ? before.map((one) => (isIt(one) ? incident : one))
    : [...before, incident];
  return { case: file, incidents };
}

/** The counter of the day is locked at the first case, so that numbers are unique and without gaps. */
async function nextOwnCaseId({ transaction, recorded }: Known, day: string): Promise<string> {
  const last = recorded.numbers.get(day) ?? (await lockedNumber(transaction, day));
  recorded.numbers.set(day, last + 1);
  return formatCaseId(day, last + 1);
}
