// What the custody log needs from the database: storing pending entries, moving them into the log under a lock, and reading rows.
import type { Frontier } from '../../evidence/frontier.ts';
import type { PersonalRow } from '../../evidence/log-entry.ts';
import type { CustodyDraft } from './custody-draft.ts';

export interface CustodyHead {
  size: number;
  /** The signed note. */
  note: string;
}

export interface SignHead {
  /** The name of the log if this is its first head. */
  origin: string;
  at: number;
  /** Returns the signed note of a tree. */
  sign: (origin: string, frontier: Frontier) => string;
}

export interface CustodyStore {
  /** Stored when this resolves; in the log a moment later. */
  wait(drafts: readonly CustodyDraft[]): Promise<void>;
  /** Moves up to `most` pending entries into the log; returns how many. Only one dispatch does so at a time. */
  append(most: number, head: SignHead): Promise<number>;
  /** Restores rows that a restored database has lost; returns false when they do not continue its own rows. */
  restore(
    entries: readonly string[],
    from: number,
    head: CustodyHead & { at: number },
  ): Promise<boolean>;
  head(): Promise<CustodyHead | null>;
  origin(): Promise<string | null>;
  rows(from: number, to: number): Promise<string[]>;
  /** Positions of entries about a case, oldest first. */
  /** About the case, its incidents, and the clips that were asked for it. */
  ofCase(caseId: string): Promise<{ position: number; entry: string }[]>;
  personal(hashes: readonly string[]): Promise<PersonalRow[]>;
  /** Deletes the personal data of these entries; returns the number of rows. */
  forget(hashes: readonly string[]): Promise<number>;
  addKey(key: string, since: number): Promise<void>;
  keys(): Promise<string[]>;
}
