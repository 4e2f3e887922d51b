// A message that can never be used is kept as it came, with its faults, counted, and logged.
import { describeFaults, type Fault } from '../../contracts/index.ts';
import type { IngestOptions, Verdict } from './ingest.ts';
import type { QueueMessage } from './parse-message.ts';
import { untilStored } from './until-stored.ts';

export type RejectReason = 'not-an-alert' | 'wrong-id' | 'not-storable';

export interface Rejection extends QueueMessage {
  reason: RejectReason;
  faults: Fault[];
}

export async function rejectMessage(
  options: Pick<IngestOptions, 'store' | 'clock' | 'log' | 'onRejected'>,
  { jobId, data, reason, faults }: Rejection,
  signal: AbortSignal,
): Promise<Verdict> {
  const message = {
    jobId,
    reason,
    // What is not even JSON, as undefined, has no text of its own.
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
