// What the evidence store needs from the database: the media files of each opening of an incident, with their hashes.
import type { CustodyDraft } from './custody-draft.ts';
import type { MediaName } from './media.ts';

/** Which file: the picture or the clip of one opening of an incident. */
export interface MediaKey {
  incidentId: string;
  /** Sequence of the alert that opened it: 1 is the first time. */
  opening: number;
  name: MediaName;
}

export interface MediaEntry extends MediaKey {
  sha256: string;
  bytes: number;
  at: number;
  /** Absent or null while it is kept. */
  deletedAt?: number | null;
}

export interface MediaIndex {
  /**
   * Returns the entry in use: this one, or an earlier one of the same key.
   * @param received for the custody log, written together with the entry, and only if this one is used; null for none
   */
  put(entry: MediaEntry, received: CustodyDraft | null): Promise<MediaEntry>;
  /** For the custody log alone. */
  note(draft: CustodyDraft): Promise<void>;
  find(key: MediaKey): Promise<MediaEntry | null>;
  /** The hash of the file in use, from the custody log; null when the log does not have it. */
  received(key: MediaKey): Promise<string | null>;
  /** The stored ones. */
  of(incidentIds: readonly string[]): Promise<MediaKey[]>;
}

export function isDeleted({ deletedAt = null }: MediaEntry): boolean {
  return deletedAt !== null;
}
