// An entry of a file for the duty plan: its list, its unchecked content, and the position of each part.
import { cutText, type DutyList, type RowFault } from '../../../contracts/index.ts';

export interface FoundEntry {
  list: DutyList;
  value: unknown;
  /** The fields that the table has columns for: other fields of an existing entry stay. Null if an entry is always complete. */
  keys: readonly string[] | null;
  placeOf(path: readonly PropertyKey[]): { line: number; column: number };
}

/** `skipped`: rows that are left out on purpose. */
export type ReadEntries =
  { ok: true; entries: FoundEntry[]; skipped: number } | { ok: false; faults: RowFault[] };

/** The actual value, short enough for a fault. */
export function cut(text: string): string {
  return cutText(text, 80);
}
