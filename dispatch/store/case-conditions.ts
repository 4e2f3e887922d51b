// Builds the SQL conditions of a case list. Takes the query; an absent field adds no condition.
import { and, eq, exists, gte, inArray, isNull, like, lt, or, sql, type SQL } from 'drizzle-orm';
import {
  noCell,
  type CaseState,
  type CaseSummary,
  type CellLimit,
  type LabelVerdict,
} from '../../contracts/index.ts';
import type { Database } from './database.ts';
import { caseIncidents, cases, caseSteps } from './schema.ts';

export interface CaseFilter {
  kind?: CaseSummary['kind'] | undefined;
  /** Any camera of the case. */
  cameraId?: string | undefined;
  /** Any fence of the case. */
  fenceId?: string | undefined;
  /** The last verdict of people; `none`: without one. */
  verdict?: LabelVerdict | 'none' | undefined;
  present?: boolean | undefined;
  /** Neither closed nor void, or one of both. */
  open?: boolean | undefined;
  states?: readonly CaseState[] | undefined;
  /** A prefix of its cell: digits. */
  cell?: string | undefined;
  /** Found at or after this, and before `until`. */
  from?: number | undefined;
  until?: number | undefined;
  /** A person who accepted it, acted on it, or was assigned to it. */
  person?: string | undefined;
  /** Contained in one of its texts. */
  text?: string | undefined;
  ids?: readonly string[] | undefined;
  /** Only those that a person has judged. */
  isJudged?: boolean;
  /** Only those that a camera found, not a person. */
  isSeenByCamera?: boolean;
  /** Only cases of these cells. */
  cells?: CellLimit;
  /** Open cases that were given to this person by name, or taken on by this user, whatever their cell. */
  named?: { username: string; person: string | null } | null | undefined;
  limit: number;
  before?: number | undefined;
  /** Sorted by report time instead of last opening; nothing moves in this order. */
  order?: 'latest' | 'id';
  /** Only those after this one. */
  after?: Pick<CaseSummary, 'id'> & { lastOpenedAt: number };
}

/** A filter without the page size. */
export type CaseCondition = Omit<CaseFilter, 'limit'>;

export function conditionsOf(database: Database, filter: CaseCondition): SQL | undefined {
  const { cameraId, fenceId, person, text, verdict, isJudged, isSeenByCamera } = filter;
  return and(
    plainConditions(filter),
    cameraId === undefined
      ? undefined
      : hasIncident(database, eq(caseIncidents.cameraId, cameraId)),
    fenceId === undefined ? undefined : hasIncident(database, eq(caseIncidents.fenceId, fenceId)),
    person === undefined ? undefined : ofPerson(database, person),
    verdict === undefined ? undefined : hasVerdict(verdict),
    text === undefined ? undefined : hasText(text),
    isJudged === true ? sql`${lastVerdict()} is not null` : undefined,
    isSeenByCamera === true ? isNull(cases.report) : undefined,
    isShown(filter),
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
}: CaseCondition) {
  return and(
    kind === undefined ? undefined : eq(cases.kind, kind),
    present === undefined ? undefined : eq(cases.present, present),
    open === undefined ? undefined : isOpen(open),
    states === undefined ? undefined : inStates(states),
    cell === undefined ? undefined : like(cases.gridCell, `${cell}%`),
    from === undefined ? undefined : gte(cases.openedAt, from),
    until === undefined ? undefined : lt(cases.openedAt, until),
    ids === undefined ? undefined : inArray(cases.id, [...ids]),
    before === undefined ? undefined : lt(cases.lastOpenedAt, before),
  );
}

/** Written like the index `cases_open`, or it would not be used. */
function isOpen(open: boolean): SQL {
  return open
    ? sql`${cases.state} not in ('closed', 'void')`
    : inArray(cases.state, ['closed', 'void']);
}

/** States of open cases are looked for among open cases alone, which are few. */
function inStates(states: readonly CaseState[]): SQL | undefined {
  const mayBeOver = states.some((state) => state === 'closed' || state === 'void');
  return and(inArray(cases.state, [...states]), mayBeOver ? undefined : isOpen(true));
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

/**
 * The index on pairs of characters leaves few cases, which are then compared as a whole. A single character has no pair:
 * every case is compared.
 */
function hasText(text: string): SQL | undefined {
  // Escape the wildcards of a pattern.
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const isOneCharacter = Array.from(text).length < 2;
  return and(
    isOneCharacter ? undefined : sql`text_pairs(${cases.searched}) @> text_pairs(lower(${text}))`,
    sql`${cases.searched} like lower(${pattern})`,
  );
}

function hasVerdict(verdict: LabelVerdict | 'none'): SQL | undefined {
  const last = lastVerdict();
  if (verdict === 'none') return sql`${last} is null`;
  // A dismissal ends the case, so only ended cases are searched.
  const isOver = verdict === 'confirmed' ? undefined : eq(cases.state, 'void');
  return and(isOver, sql`${last} = ${verdict}`);
}

/** The same verdict as in `labelOf`: the last step of a person that is a verdict; none after the case was re-opened. */
function lastVerdict(): SQL {
  const isYes = sql`${caseSteps.step} in ('confirmed', 'handled', 'verified')`;
  const why = sql`${caseSteps.details} ->> 'why'`;
  const isNo = sql`${caseSteps.step} in ('void', 'dismissed') and ${why} is not null`;
  return sql`(
    select case when ${caseSteps.step} = 're-opened' then null when ${isYes} then 'confirmed' else ${why} end
    from ${caseSteps}
    where ${caseSteps.caseId} = ${cases.id}
      and (${caseSteps.step} = 're-opened' or (${caseSteps.actor} is not null and (${isYes} or ${isNo})))
    order by ${caseSteps.id} desc limit 1
  )`;
}

function behind({ order, after }: CaseCondition): SQL | undefined {
  if (after === undefined) return undefined;
  if (order === 'id') return lt(cases.id, after.id);
  return sql`(${cases.lastOpenedAt}, ${cases.id}) < (${after.lastOpenedAt}, ${after.id})`;
}

function isShown({ cells, named }: CaseCondition): SQL | undefined {
  const within = inCells(cells);
  if (within === undefined || !named) return within;
  const { username, person } = named;
  const given = sql`${cases.givenTo} -> 'to' ->> 'person' = ${person}`;
  const isHis = or(eq(cases.acknowledgedBy, username), person === null ? undefined : given);
  return or(within, and(isOpen(true), isHis));
}

/** The condition that a case is in one of these cells; none for a user without a limit. */
export function inCells(limit: CellLimit): SQL | undefined {
  if (limit === undefined) return undefined;
  const { gridCell } = cases;
  // Only digits: see `cellLimitSchema`.
  const each = limit.map((one) => (one === noCell ? isNull(gridCell) : like(gridCell, `${one}%`)));
  return or(...each) ?? sql`false`;
}

/** The condition that one incident of a case meets another condition. */
export function hasIncident(database: Database, condition: SQL): SQL {
  const own = eq(caseIncidents.caseId, cases.id);
  return exists(
    database
      .select({ incidentId: caseIncidents.incidentId })
      .from(caseIncidents)
      .where(and(own, condition)),
  );
}
