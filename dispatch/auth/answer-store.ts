// What idempotency keys need from the store: which requests were started under a key, and their answers.

export interface BegunRequest {
  keyHash: string;
  fingerprint: string;
  startedAt: number;
}

export interface KeptAnswer {
  status: number;
  contentType: string | null;
  /** Null for an answer that is returned only once. */
  body: string | null;
}

export interface EarlierRequest extends BegunRequest {
  /** Null while the request is running. */
  answer: KeptAnswer | null;
}

export interface AnswerStore {
  /** Records the start of a request; returns the earlier one with this key, unchanged. */
  begin(request: BegunRequest): Promise<EarlierRequest | null>;
  /** Takes over a request that was started and never answered; false when another has done so. */
  takeOver(earlier: BegunRequest, startedAt: number): Promise<boolean>;
  keep(keyHash: string, answer: KeptAnswer): Promise<void>;
  forget(keyHash: string): Promise<void>;
  removeBefore(at: number): Promise<void>;
}
