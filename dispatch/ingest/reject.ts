// Stores an unusable message as it came, with its faults; counts and logs it.
import { describeFaults, type Fault } from '../../contracts/index.ts';
import type { RejectedStore } from '../store/rejected-store.ts';
import { messageOf } from '../../host/error-message.ts';
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
    body: bodyOf(data),
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

function bodyOf(data: unknown): string {
  try {
    // A value that is not JSON, such as undefined, has no text.
    return toJson(data) ?? String(data);
  } catch (error) {
    // What can be read may be nested too deep to be written.
    return `cannot be written down: ${messageOf(error)}`;
  }
}

/** Unlike its TypeScript type says, it returns undefined for values that are no JSON. */
const toJson: (value: unknown) => string | undefined = JSON.stringify;
