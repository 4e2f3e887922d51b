// Stores an unusable message as it came, with its faults; counts and logs it.
import { describeFaults, type Fault } from '../../contracts/index.ts';
import type { RejectedStore } from '../store/rejected-store.ts';
import type { QueueMessage } from './parse-message.ts';
import { untilStored, type StoringParts } from './until-stored.ts';
import type { RejectReason, Verdict } from './verdict.ts';

export interface RejectParts extends StoringParts {
  store: StoringParts['store'] & { rejected: Pick<RejectedStore, 'keep'> };
  onRejected: (reason: RejectReason) => void;
}

export interface Rejection extends QueueMessage {
  reason: RejectReason;
  faults: Fault[];
}

export async function rejectMessage(
  options: RejectParts,
  { jobId, data, reason, faults }: Rejection,
  signal: AbortSignal,
): Promise<Verdict> {
  const message = {
    jobId,
    reason,
    // A value that is not JSON, such as undefined, has no text.
    body: (JSON.stringify(data) as string | undefined) ?? String(data),
    faults: describeFaults(faults),
    at: options.clock.now(),
  };
  const kept = await untilStored(() => options.store.rejected.keep(message), options, signal);
  if (!kept.ok && kept.reason === 'stopping') return { verdict: 'later', delayMs: 0 };
  options.log.error(
    { jobId, reason, faults, kept: kept.ok },
    'a message of the queue was rejected',
  );
  options.onRejected(reason);
  return { verdict: 'rejected', reason };
}
