// What the keys of edges need from the store: keys and their history, invitations by their hash, and alerts that wait because their
// edge is unknown. Custody entries are written in the same transaction.
import type { AlertRefusal, EdgeKeyEntry, EnrolmentRefusal } from '../../contracts/index.ts';
import type { CustodyDraft } from './custody-draft.ts';

export interface Invitation {
  /** SHA-256, in hexadecimal. */
  hash: string;
  edgeId: string;
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
  /** The key that was enrolled with it. */
  usedBy: string | null;
}

export interface KeptAlert {
  number: number;
  alertId: string;
  edgeId: string;
  cameraName: string;
  reason: AlertRefusal;
  at: number;
  jobId: string;
  /** JSON of the message as received. */
  body: string;
  /** A person decided to accept it unchanged. */
  isVouchedFor: boolean;
}

export interface Enrolling {
  hash: string;
  edgeId: string;
  key: string;
  at: number;
}

export type EnrolmentChange =
  | { ok: true; isRepeat: boolean; draft: CustodyDraft | null }
  | { ok: false; reason: EnrolmentRefusal; draft: CustodyDraft };

export interface EdgeKeyStore {
  /** The newest first. */
  keys(): Promise<EdgeKeyEntry[]>;
  addInvitation(invitation: Invitation, draft: CustodyDraft): Promise<void>;
  /** Decides on the current state; no other enrolment runs meanwhile. */
  enrol(
    claim: Enrolling,
    decide: (known: { invitation: Invitation | null; keys: EdgeKeyEntry[] }) => EnrolmentChange,
  ): Promise<EnrolmentChange>;
  /** Returns whether there was such a key that was not revoked before. */
  revoke(key: string, ended: { at: number; reason: string }, draft: CustodyDraft): Promise<boolean>;
  /** A repeat of a waiting message adds nothing, and nothing is added beyond the limits. */
  keepRefused(
    alert: Omit<KeptAlert, 'number' | 'isVouchedFor'>,
    draft: CustodyDraft,
    limits: { ofEdge: number; alerts: number; bytes: number },
  ): Promise<'kept' | 'repeated' | 'no-room'>;
  /** Writes an entry of the custody log alone. */
  note(draft: CustodyDraft): Promise<void>;
  /** The oldest first. */
  refused(limit: number, after?: number): Promise<KeptAlert[]>;
  /** The number of waiting alerts by edge and reason, and since when. */
  refusedCounts(): Promise<RefusedCount[]>;
  vouch(number: number, draft: CustodyDraft): Promise<boolean>;
  /** Returns whether it existed. */
  forgetRefused(number: number, draft: CustodyDraft | null): Promise<boolean>;
}

export interface RefusedCount {
  edgeId: string;
  reason: AlertRefusal;
  alerts: number;
  since: number;
}
