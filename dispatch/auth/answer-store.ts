// What idempotency keys ask of the store: which requests were begun under a key, and what they were answered.

export interface BegunRequest {
  keyHash: string;
  fingerprint: string;
  startedAt: number;
}

export interface KeptAnswer {
  status: number;
  contentType: string | null;
  /** Null for an answer that is told once only. */
  body: string | null;
}

export interface EarlierRequest extends BegunRequest {
  /** Null while it is being answered. */
  answer: KeptAnswer | null;
}

export interface AnswerStore {
  /** Notes that a request begins; gives the earlier one under this key, which then stays as it is. */
  begin(request: BegunRequest): Promise<EarlierRequest | null>;
  /** Takes over one that was begun and never answered; false when somebody else has. */
  takeOver(earlier: BegunRequest, startedAt: number): Promise<boolean>;
  keep(keyHash: string, answer: KeptAnswer): Promise<void>;
  forget(keyHash: string): Promise<void>;
  removeBefore(at: number): Promise<void>;
}
