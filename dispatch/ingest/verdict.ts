// The results for a message of the queue, and why one is rejected.
import type { AlertRefusal } from '../../contracts/index.ts';

export type RejectReason = 'not-an-alert' | 'wrong-id' | 'not-storable';

export type Verdict =
  | { verdict: 'recorded' | 'repeated' }
  /** Offer it again later: an earlier message is missing, or dispatch is stopping. */
  | { verdict: 'later'; delayMs: number }
  /** Its edge is unknown: it waits in the store until the edge is known, or a person decides. */
  | { verdict: 'refused'; reason: AlertRefusal }
  /** Permanently unusable; it is stored with the rejected messages. */
  | { verdict: 'rejected'; reason: RejectReason };
