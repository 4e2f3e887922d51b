// How cases and incidents are read: their columns, and whether they have media.
import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { inFileOnly, without } from '../cases/case-summary.ts';
import type { MediaName } from '../evidence/media.ts';
import { caseIncidents, cases, media } from './schema.ts';

/** The columns that dispatch writes: all of a case except its media. */
export const writtenColumns = without(getTableColumns(cases), ['searched']);
export const caseColumns = { ...writtenColumns, ...mediaColumns('cases') };

/** All columns but the position. */
export const incidentColumns = without(getTableColumns(caseIncidents), ['position']);
export const incidentFileColumns = { ...incidentColumns, ...mediaColumns('case_incidents') };

/** The columns of a summary. */
export const summaryColumns = without(caseColumns, inFileOnly);

function mediaColumns(table: 'cases' | 'case_incidents') {
  return { hasPicture: hasMedia(table, 'picture'), hasClip: hasMedia(table, 'clip') };
}

/**
 * Columns are qualified by hand: drizzle omits table names in a query of one table, and each column would match itself. No `exists`:
 * PostgreSQL would read the whole table of media into a hash for a page of fifty.
 */
function hasMedia(table: 'cases' | 'case_incidents', name: MediaName): SQL<boolean> {
  return sql<boolean>`coalesce((select true from ${media} as "found"
    where "found"."incident_id" = ${sql.identifier(table)}."incident_id" and "found"."opening" = 1 and "found"."name" = ${name}
      and "found"."deleted_at" is null limit 1), false)`;
}
