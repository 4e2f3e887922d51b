// What becomes of a message of the queue, and why one is rejected.

export type RejectReason = 'not-an-alert' | 'wrong-id' | 'not-storable';

export type Verdict =
  | { verdict: 'recorded' | 'repeated' }
  /** Offer it again after a while: an earlier one has not come, or dispatch is stopping. */
  | { verdict: 'later'; delayMs: number }
  /** Useless for ever; it has been kept among the rejected. */
  | { verdict: 'rejected'; reason: RejectReason };
