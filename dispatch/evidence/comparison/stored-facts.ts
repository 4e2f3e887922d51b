// What a comparison with the custody log asks of the database: the facts of its tables, page by page, and the rows of the log that are not in the
// files yet.
import type { Fact } from './fact.ts';
import type { Numbered } from './facts-of-entries.ts';

export interface FactPage {
  facts: Fact[];
  /** Where the next page begins; null after the last one. */
  next: string | null;
}

/** A part of the tables that is read page by page. */
export type FactSource = (after: string | null, limit: number) => Promise<FactPage>;

/** Tables that contradict each other: no row of the log is needed to see it. */
export interface Contradiction {
  what:
    | 'case-without-steps'
    | 'case-in-other-state'
    | 'step-without-case'
    | 'incident-without-case'
    | 'alert-without-incident'
    | 'incident-without-alerts';
  id: string;
}

export interface StoredFacts {
  /** Each in the order in which it was written, as far as there is one. */
  sources: readonly FactSource[];
  contradictions(limit: number): Promise<Contradiction[]>;
  /** Which of these cases exist. */
  casesThere(ids: readonly string[]): Promise<Set<string>>;
  /** Every entry from this row on, also those that wait for their row, in one moment. */
  entriesFrom(row: number): Promise<Numbered[]>;
}
