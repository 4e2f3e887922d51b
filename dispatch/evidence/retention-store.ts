// What retention needs from the database: holds, cases whose evidence is due, and deletions, each written together with its custody
// entries.
import type {
  DeletedMedia,
  DeletionReason,
  EvidenceHold,
  RetentionRule,
} from '../../contracts/index.ts';
import type { CustodyDraft } from './custody-draft.ts';
import type { MediaEntry, MediaKey } from './media-index.ts';

export interface HoldWish {
  at: number;
  by: string;
  reason: string;
}

/** Why nothing of a case is deleted. */
export type DeletionRefusal = 'no-such-case' | 'on-hold' | 'case-not-settled' | 'nothing-kept';
export type Deletion = { ok: true; files: MediaEntry[] } | { ok: false; reason: DeletionRefusal };

export interface DeletionWish {
  caseId: string;
  at: number;
  why: DeletionReason;
  /** The entry of the custody log for each file. */
  draftOf: (file: MediaEntry) => CustodyDraft;
}

export interface RetentionStore {
  hold(caseId: string, wish: HoldWish): Promise<'held' | 'already-held' | 'no-such-case'>;
  lift(caseId: string, wish: HoldWish): Promise<'lifted' | 'not-held'>;
  holdOf(caseId: string): Promise<EvidenceHold | null>;
  /** The time of the last step of any case; null when there is none. */
  newestStepAt(): Promise<number | null>;
  /** Settled cases without a hold whose evidence is due by the rules at this time. */
  due(rules: readonly RetentionRule[], now: number, limit: number): Promise<string[]>;
  /** Marks all evidence of a settled case as deleted; a hold that is placed meanwhile wins or waits. */
  delete(wish: DeletionWish): Promise<Deletion>;
  deletedOf(incidentIds: readonly string[]): Promise<DeletedMedia[]>;
  /** Marked as deleted, and perhaps still on the disk. */
  toRemove(limit: number): Promise<MediaKey[]>;
  removed(key: MediaKey, at: number): Promise<void>;
}
