// How a case and its incidents are read: their columns, and whether there are media of them; and how a row becomes the
// summary of lists.
import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { CaseIncident, CaseSummary } from '../../contracts/index.ts';
import type { CaseRecord } from '../cases/case-record.ts';
import type { IncidentRecord } from '../cases/incident-record.ts';
import type { MediaName } from '../evidence/media.ts';
import { caseIncidents, cases, media } from './schema.ts';

interface HasMedia {
  hasPicture: boolean;
  hasClip: boolean;
}

/** A case with what is known of the media of its first incident's first opening. */
export type CaseFile = CaseRecord & HasMedia;
export type IncidentFile = IncidentRecord & HasMedia;

export const caseColumns = { ...getTableColumns(cases), ...mediaColumns('cases') };

/** All but the order in which they joined. */
export const incidentColumns = without(getTableColumns(caseIncidents), ['position']);
export const incidentFileColumns = { ...incidentColumns, ...mediaColumns('case_incidents') };

const inFileOnly = ['polygon', 'trace'] as const;
const forDispatchOnly = [
  'caseId',
  'presentSince',
  'lastSequence',
  'awaitedUntil',
  'laterOpening',
] as const;

/** The columns of a summary. */
export const summaryColumns = without(caseColumns, inFileOnly);

export function toSummary(file: CaseFile): CaseSummary {
  return without(file, inFileOnly);
}

export function toCaseIncident(file: IncidentFile): CaseIncident {
  return without(file, forDispatchOnly);
}

function without<T extends object, K extends keyof T>(whole: T, keys: readonly K[]): Omit<T, K> {
  const rest = Object.entries(whole).filter(([key]) => !(keys as readonly string[]).includes(key));
  return Object.fromEntries(rest) as Omit<T, K>;
}

function mediaColumns(table: 'cases' | 'case_incidents') {
  return { hasPicture: hasMedia(table, 'picture'), hasClip: hasMedia(table, 'clip') };
}

/** Columns are named with their tables by hand: a query of one table would print them bare, and each would match itself. */
function hasMedia(table: 'cases' | 'case_incidents', name: MediaName): SQL<boolean> {
  return sql<boolean>`exists (select 1 from ${media} as "found"
    where "found"."incident_id" = ${sql.identifier(table)}."incident_id" and "found"."opening" = 1 and "found"."name" = ${name})`;
}
