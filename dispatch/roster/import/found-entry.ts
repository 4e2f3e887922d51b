// An entry of the duty plan as it was found in a file: its list, what it says, not checked yet, and where each part of it stands.
import { cutText, type DutyList, type RowFault } from '../../../contracts/index.ts';

export interface FoundEntry {
  list: DutyList;
  value: unknown;
  /** What a table has columns for: of a known entry all the rest stays. Null where an entry is always whole. */
  keys: readonly string[] | null;
  placeOf(path: readonly PropertyKey[]): { line: number; column: number };
}

export type ReadEntries = { ok: true; entries: FoundEntry[] } | { ok: false; faults: RowFault[] };

/** What came, short enough for a fault. */
export function cut(text: string): string {
  return cutText(text, 80);
}
