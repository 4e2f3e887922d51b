// What the photo service needs from the database: the photos, their senders, and the cases they belong to.
export interface PhotoEntry {
  /** SHA-256 of the shown picture. */
  photo: string;
  /** SHA-256 of the uploaded file. */
  sent: string;
  by: string;
  at: number;
  bytes: number;
  width: number;
  height: number;
  caseId: string | null;
}

export interface PhotoIndex {
  /** Returns the entry in use: this one, or an earlier one of the same picture. */
  put(entry: PhotoEntry): Promise<PhotoEntry>;
  find(photo: string): Promise<PhotoEntry | null>;
  /** Oldest first. */
  of(caseId: string): Promise<PhotoEntry[]>;
  /** How many photos of a person belong to no case yet. */
  countLoose(by: string): Promise<number>;
  /** Removes older photos that belong to no case, and returns them. */
  removeLooseBefore(at: number): Promise<string[]>;
}
