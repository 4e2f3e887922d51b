// What clips on demand need from the database.

export interface ClipRequest {
  id: string;
  cameraId: string;
  caseId: string | null;
  from: number;
  until: number;
  reason: string;
  by: string;
  at: number;
  answeredAt: number | null;
}

export interface ClipRequestStore {
  /** False when `most` requests made since `since` are already open. */
  add(request: ClipRequest, limit: { most: number; since: number }): Promise<boolean>;
  find(id: string): Promise<ClipRequest | null>;
  /** The newest first. */
  ofCamera(cameraId: string, limit: number): Promise<ClipRequest[]>;
  /** The oldest first. */
  ofCase(caseId: string): Promise<ClipRequest[]>;
  /** Those without an answer that were made since then, the oldest first. */
  open(since: number): Promise<ClipRequest[]>;
  answered(id: string, at: number): Promise<void>;
}
