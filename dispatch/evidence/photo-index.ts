// What the photo desk asks of the database: which photos there are, who sent them and which case they belong to.
export interface PhotoEntry {
  /** SHA-256 of what is shown. */
  photo: string;
  /** SHA-256 of what was sent. */
  sent: string;
  by: string;
  at: number;
  bytes: number;
  width: number;
  height: number;
  caseId: string | null;
}

export interface PhotoIndex {
  /** Gives the entry that counts: this one, or an earlier one of the same picture. */
  put(entry: PhotoEntry): Promise<PhotoEntry>;
  find(photo: string): Promise<PhotoEntry | null>;
  /** Oldest first. */
  of(caseId: string): Promise<PhotoEntry[]>;
  /** How many of somebody belong to no case yet. */
  countLoose(by: string): Promise<number>;
  /** Forgets those from before that belong to no case, and gives them. */
  removeLooseBefore(at: number): Promise<string[]>;
}
