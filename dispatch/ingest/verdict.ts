// What becomes of a message of the queue, and why one is rejected.
import type { AlertRefusal } from '../../contracts/index.ts';

export type RejectReason = 'not-an-alert' | 'wrong-id' | 'not-storable';

export type Verdict =
  | { verdict: 'recorded' | 'repeated' }
  /** Offer it again after a while: an earlier one has not come, or dispatch is stopping. */
  | { verdict: 'later'; delayMs: number }
  /** Its edge is not known: it waits in the store until it is, or until a person decides. */
  | { verdict: 'refused'; reason: AlertRefusal }
  /** Useless for ever; it has been kept among the rejected. */
  | { verdict: 'rejected'; reason: RejectReason };
