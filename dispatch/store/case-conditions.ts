// Which cases a list is of, as conditions of SQL. Takes what was asked for; whatever was not asked for is no condition.
import {
  and,
  eq,
  exists,
  gte,
  ilike,
  inArray,
  isNull,
  like,
  lt,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { noCell, type CaseState, type CaseSummary, type CellLimit } from '../../contracts/index.ts';
import type { Database } from './database.ts';
import { caseIncidents, cases, caseSteps } from './schema.ts';

export interface CaseFilter {
  kind?: CaseSummary['kind'] | undefined;
  /** Any camera that saw it. */
  cameraId?: string | undefined;
  present?: boolean | undefined;
  /** Neither closed nor void, or one of both. */
  open?: boolean | undefined;
  states?: readonly CaseState[] | undefined;
  /** How its cell begins: digits. */
  cell?: string | undefined;
  /** Found from then on, and before `until`. */
  from?: number | undefined;
  until?: number | undefined;
  /** Took it on, did something to it, or was given it. */
  person?: string | undefined;
  /** Stands in one of its texts. */
  text?: string | undefined;
  ids?: readonly string[] | undefined;
  /** Only cases of these cells. */
  cells?: CellLimit;
  limit: number;
  before?: number | undefined;
  /** Reported last first, in place of opened or come back last; nothing moves in it. */
  order?: 'latest' | 'id';
  /** Only those that stand behind this one. */
  after?: Pick<CaseSummary, 'id'> & { lastOpenedAt: number };
}

export function conditionsOf(database: Database, filter: CaseFilter): SQL | undefined {
  const { cameraId, person, text } = filter;
  return and(
    plainConditions(filter),
    cameraId === undefined
      ? undefined
      : hasIncident(database, eq(caseIncidents.cameraId, cameraId)),
    person === undefined ? undefined : ofPerson(database, person),
    text === undefined ? undefined : hasText(text),
    inCells(filter.cells),
    behind(filter),
  );
}

function plainConditions({
  kind,
  present,
  open,
  states,
  cell,
  from,
  until,
  ids,
  before,
}: CaseFilter) {
  return and(
    kind === undefined ? undefined : eq(cases.kind, kind),
    present === undefined ? undefined : eq(cases.present, present),
    open === undefined ? undefined : isOpen(open),
    states === undefined ? undefined : inArray(cases.state, [...states]),
    cell === undefined ? undefined : like(cases.gridCell, `${cell}%`),
    from === undefined ? undefined : gte(cases.openedAt, from),
    until === undefined ? undefined : lt(cases.openedAt, until),
    ids === undefined ? undefined : inArray(cases.id, [...ids]),
    before === undefined ? undefined : lt(cases.lastOpenedAt, before),
  );
}

/** Written as in the index `cases_open`, or that is not used. */
function isOpen(open: boolean): SQL {
  return open
    ? sql`${cases.state} not in ('closed', 'void')`
    : inArray(cases.state, ['closed', 'void']);
}

function ofPerson(database: Database, person: string): SQL | undefined {
  const own = eq(caseSteps.caseId, cases.id);
  const did = or(
    eq(caseSteps.actor, person),
    sql`${caseSteps.details} -> 'to' ->> 'person' = ${person}`,
  );
  const inLog = database.select({ id: caseSteps.id }).from(caseSteps).where(and(own, did));
  return or(eq(cases.acknowledgedBy, person), exists(inLog));
}

function hasText(text: string): SQL | undefined {
  // What means something in a pattern is looked for as it is.
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const { id, cameraName, fenceName, matterCode, place, reason } = cases;
  const texts = [id, cameraName, fenceName, matterCode, place, reason];
  return or(...texts.map((column) => ilike(column, pattern)));
}

function behind({ order, after }: CaseFilter): SQL | undefined {
  if (after === undefined) return undefined;
  if (order === 'id') return lt(cases.id, after.id);
  return sql`(${cases.lastOpenedAt}, ${cases.id}) < (${after.lastOpenedAt}, ${after.id})`;
}

/** The condition on a case that it lies in one of these cells; none for whoever is not limited. */
export function inCells(limit: CellLimit): SQL | undefined {
  if (limit === undefined) return undefined;
  const { gridCell } = cases;
  // Digits and nothing else: see `cellLimitSchema`.
  const each = limit.map((one) => (one === noCell ? isNull(gridCell) : like(gridCell, `${one}%`)));
  return or(...each) ?? sql`false`;
}

/** The condition on a case that one of its incidents meets another condition. */
export function hasIncident(database: Database, condition: SQL): SQL {
  const own = eq(caseIncidents.caseId, cases.id);
  return exists(
    database
      .select({ incidentId: caseIncidents.incidentId })
      .from(caseIncidents)
      .where(and(own, condition)),
  );
}
