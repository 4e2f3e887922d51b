// How a case is read: its columns, and whether there are media of it; and how a row becomes the summary of lists.
import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { CaseSummary } from '../../contracts/index.ts';
import type { CaseRecord } from '../cases/case-record.ts';
import type { MediaName } from '../evidence/media.ts';
import { cases, media } from './schema.ts';

/** A case with what is known of its media. */
export interface CaseFile extends CaseRecord {
  hasPicture: boolean;
  hasClip: boolean;
}

export const caseColumns = {
  ...getTableColumns(cases),
  hasPicture: hasMedia('picture'),
  hasClip: hasMedia('clip'),
};

const inFileOnly = ['lastSequence', 'polygon', 'trace'] as const;

/** The columns of a summary. */
export const summaryColumns = without(caseColumns, inFileOnly);

export function toSummary(file: CaseFile): CaseSummary {
  return without(file, inFileOnly);
}

function without<T extends object, K extends keyof T>(whole: T, keys: readonly K[]): Omit<T, K> {
  const rest = Object.entries(whole).filter(([key]) => !(keys as readonly string[]).includes(key));
  return Object.fromEntries(rest) as Omit<T, K>;
}

/** Columns are named with their tables by hand: a query of one table would print them bare, and each would match itself. */
function hasMedia(name: MediaName): SQL<boolean> {
  return sql<boolean>`exists (select 1 from ${media} as "found"
    where "found"."incident_id" = "cases"."incident_id" and "found"."name" = ${name})`;
}
