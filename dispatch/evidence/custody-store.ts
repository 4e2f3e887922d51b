// What the custody log asks of the database: to keep what waits, to move it into the log under a lock, and to give rows.
import type { Frontier } from '../../evidence/frontier.ts';
import type { PersonalRow } from '../../evidence/log-entry.ts';
import type { CustodyDraft } from './custody-draft.ts';

export interface CustodyHead {
  size: number;
  /** The signed note. */
  note: string;
}

export interface SignHead {
  /** How the log is called when this is its first head. */
  origin: string;
  at: number;
  /** Gives the signed note of a tree. */
  sign: (origin: string, frontier: Frontier) => string;
}

export interface CustodyStore {
  /** Kept when this resolves, in the log a moment later. */
  wait(drafts: readonly CustodyDraft[]): Promise<void>;
  /** Moves up to `most` waiting entries into the log; gives how many. One at a time, whatever number of dispatches. */
  append(most: number, head: SignHead): Promise<number>;
  /** Puts back rows that a restored database has lost; gives false when they do not follow on its own. */
  restore(
    entries: readonly string[],
    from: number,
    head: CustodyHead & { at: number },
  ): Promise<boolean>;
  head(): Promise<CustodyHead | null>;
  origin(): Promise<string | null>;
  rows(from: number, to: number): Promise<string[]>;
  /** Positions of entries that speak of a case, oldest first. */
  /** About the case, its incidents, and the clips that were asked for it. */
  ofCase(caseId: string): Promise<{ position: number; entry: string }[]>;
  personal(hashes: readonly string[]): Promise<PersonalRow[]>;
  /** Deletes what is personal of these entries; gives how many rows there were. */
  forget(hashes: readonly string[]): Promise<number>;
  addKey(key: string, since: number): Promise<void>;
  keys(): Promise<string[]>;
}
