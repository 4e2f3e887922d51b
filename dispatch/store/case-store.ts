// Cases, their incidents and their alerts: how they are read, and how people act on them. The ingest records alerts, in a
// transaction that this opens.
import { and, asc, count, desc, eq, gt, gte, lt, type SQL } from 'drizzle-orm';
import {
  type Alert,
  type AlertEffect,
  type CaseStep,
  type CaseSummary,
  type CellLimit,
} from '../../contracts/index.ts';
import {
  actOnStoredCase,
  standingOf,
  stepsOf,
  stepsOfEach,
  type ActOutcome,
  type ActPlan,
  type StandingStep,
  type StandingWish,
} from './act-on-case.ts';
import { type CaseFile, type IncidentFile } from '../cases/case-summary.ts';
import { conditionsOf, hasIncident, inCells, type CaseFilter } from './case-conditions.ts';
import { caseColumns, incidentFileColumns, summaryColumns } from './case-rows.ts';
import type { Database } from './database.ts';
import {
  inRecordTransaction,
  type Foreseen,
  type RecordTransaction,
} from './record-transaction.ts';
import { alerts, caseIncidents, cases } from './schema.ts';
import { isOneOf } from './sql-lists.ts';

export interface PageOfDays {
  /** A prefix of ids: `20261101`. */
  from: string;
  /** The day after the last one. */
  until: string;
  /** The last id of the previous page. */
  after: string | null;
  cells?: CellLimit;
  limit: number;
}

export type LoggedCase = Pick<
  CaseSummary,
  'id' | 'kind' | 'gridCell' | 'fenceId' | 'severity' | 'matterCode' | 'state'
> & { log: CaseStep[] };

export interface RecordedAlert {
  alert: Alert;
  effect: AlertEffect;
}

export type { CaseFilter };

export interface CaseStore {
  /** Runs the work in one transaction: everything is written, or nothing. */
  record<T>(work: (transaction: RecordTransaction) => Promise<T>, foreseen?: Foreseen): Promise<T>;
  /** The latest to open or come back first. */
  list(filter: CaseFilter): Promise<CaseSummary[]>;
  countPresent(cells?: CellLimit): Promise<number>;
  find(caseId: string): Promise<CaseFile | null>;
  /** The case of an incident. */
  findByIncident(incidentId: string): Promise<CaseFile | null>;
  /** The cases of these incidents, without duplicates. */
  findByIncidents(incidentIds: readonly string[]): Promise<CaseFile[]>;
  /** The first incident first, then in order of joining. */
  incidentsOf(caseId: string): Promise<IncidentFile[]>;
  /** Of all incidents of a case, in the order of what they saw. */
  alertsOf(caseId: string): Promise<RecordedAlert[]>;
  /** With this sequence: several when edges held the camera one after the other. */
  alertsOfOpening(incidentId: string, sequence: number): Promise<Alert[]>;
  stepsOf(caseId: string): Promise<CaseStep[]>;
  /** Of each of these cases, oldest first. */
  stepsOfEach(caseIds: readonly string[]): Promise<Map<string, CaseStep[]>>;
  /** What a list needs of their logs. */
  standingOf(wish: StandingWish): Promise<Map<string, StandingStep[]>>;
  /** Cases that were reported on these days, in order of their ids, with their logs. */
  pageOfDays(page: PageOfDays): Promise<LoggedCase[]>;
  /** The cases of a month such as `202611`, by cell and kind. */
  countByCell(month: string, cells?: CellLimit): Promise<CellCount[]>;
  /** Ids of the fences with an open incident. */
  openFences(): Promise<string[]>;
  act(plan: ActPlan): Promise<ActOutcome>;
}

export interface CellCount {
  cell: string | null;
  kind: string;
  cases: number;
}

export function createCaseStore(database: Database): CaseStore {
  return {
    record: (work, foreseen) => inRecordTransaction(database, work, foreseen),
    list: (filter) => list(database, filter),
    countPresent: async (cells) => {
      const [row] = await database
        .select({ present: count() })
        .from(cases)
        .where(and(eq(cases.present, true), inCells(cells)));
      return row?.present ?? 0;
    },
    find: (caseId) => findCase(database, eq(cases.id, caseId)),
    findByIncident: (incidentId) =>
      findCase(database, hasIncident(database, eq(caseIncidents.incidentId, incidentId))),
    findByIncidents: async (incidentIds) => {
      if (incidentIds.length === 0) return [];
      const isOne = isOneOf(caseIncidents.incidentId, incidentIds);
      return database.select(caseColumns).from(cases).where(hasIncident(database, isOne));
    },
    incidentsOf: (caseId) =>
      database
        .select(incidentFileColumns)
        .from(caseIncidents)
        .where(eq(caseIncidents.caseId, caseId))
        .orderBy(asc(caseIncidents.position)),
    alertsOf: (caseId) => alertsOf(database, caseId),
    alertsOfOpening: async (incidentId, sequence) => {
      const isOne = and(eq(alerts.incidentId, incidentId), eq(alerts.sequence, sequence));
      const rows = await database.select({ alert: alerts.body }).from(alerts).where(isOne);
      return rows.map(({ alert }) => alert);
    },
    stepsOf: (caseId) => stepsOf(database, caseId),
    stepsOfEach: (caseIds) => stepsOfEach(database, caseIds),
    standingOf: (wish) => standingOf(database, wish),
    pageOfDays: (page) => pageOfDays(database, page),
    countByCell: (month, cells) => countByCell(database, month, cells),
    openFences: () => openFences(database),
    act: (plan) => database.transaction((transaction) => actOnStoredCase(transaction, plan)),
  };
}

async function openFences(database: Database): Promise<string[]> {
  const rows = await database
    .selectDistinct({ fenceId: caseIncidents.fenceId })
    .from(caseIncidents)
    .where(eq(caseIncidents.present, true));
  return rows.map(({ fenceId }) => fenceId);
}

async function list(database: Database, filter: CaseFilter): Promise<CaseSummary[]> {
  const { limit, order = 'latest' } = filter;
  const ranks = order === 'id' ? [desc(cases.id)] : [desc(cases.lastOpenedAt), desc(cases.id)];
  return database
    .select(summaryColumns)
    .from(cases)
    .where(conditionsOf(database, filter))
    .orderBy(...ranks)
    .limit(limit);
}

async function pageOfDays(
  database: Database,
  { from, until, after, cells, limit }: PageOfDays,
): Promise<LoggedCase[]> {
  const { id, kind, gridCell, fenceId, severity, matterCode, state } = cases;
  const files = await database
    .select({ id, kind, gridCell, fenceId, severity, matterCode, state })
    .from(cases)
    .where(
      and(gte(id, from), lt(id, until), after === null ? undefined : gt(id, after), inCells(cells)),
    )
    .orderBy(asc(id))
    .limit(limit);
  const logs = await stepsOfEach(
    database,
    files.map((file) => file.id),
  );
  return files.map((file) => ({ ...file, log: logs.get(file.id) ?? [] }));
}

/** The id of a case begins with its day. */
function countByCell(database: Database, month: string, cells?: CellLimit): Promise<CellCount[]> {
  return database
    .select({ cell: cases.gridCell, kind: cases.kind, cases: count() })
    .from(cases)
    .where(and(gte(cases.id, month), lt(cases.id, `${month}99`), inCells(cells)))
    .groupBy(cases.gridCell, cases.kind);
}

async function findCase(database: Database, where: SQL): Promise<CaseFile | null> {
  const [row] = await database.select(caseColumns).from(cases).where(where);
  return row ?? null;
}

async function alertsOf(database: Database, caseId: string): Promise<RecordedAlert[]> {
  const rows = await database
    .select({ alert: alerts.body, effect: alerts.effect })
    .from(alerts)
    .innerJoin(caseIncidents, eq(caseIncidents.incidentId, alerts.incidentId))
    .where(eq(caseIncidents.caseId, caseId))
    .orderBy(asc(alerts.receivedAt), asc(alerts.sequence));
  return rows.sort((a, b) => a.alert.incident.capturedAt - b.alert.incident.capturedAt);
}
