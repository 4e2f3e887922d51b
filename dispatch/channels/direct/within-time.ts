// Runs an attempt with a time limit: the attempt is aborted when its time is over and when dispatch stops. Always returns an
// outcome.
import type { Clock } from '../../../host/clock.ts';
import { messageOf } from '../../../host/error-message.ts';
import {
  retryable,
  type DirectChannel,
  type DirectMessage,
  type DirectOutcome,
} from './direct-channel.ts';

export interface TimeLimits {
  clock: Clock;
  /** Dispatch stops. */
  signal: AbortSignal;
}

/** Attempts in progress when dispatch stops may still finish. */
const graceMs = 2000;

export async function withinTime(
  channel: DirectChannel,
  message: () => DirectMessage,
  { clock, signal }: TimeLimits,
): Promise<DirectOutcome> {
  const attempt = new AbortController();
  const over = new AbortController();
  const stop = () => {
    void clock.wait(graceMs, over.signal).then(() => {
      if (!over.signal.aborted) attempt.abort('stopped');
    });
  };
  signal.addEventListener('abort', stop, { once: true });
  const late = clock.wait(channel.timeoutMs, over.signal).then((): DirectOutcome => {
    if (!over.signal.aborted) attempt.abort('timed-out');
    return retryable('timed-out', `no answer within ${channel.timeoutMs} ms`);
  });
  const tried = Promise.resolve()
    .then(() => channel.deliver(message(), attempt.signal))
    .catch(failed);
  const outcome = await Promise.race([tried, late]);
  signal.removeEventListener('abort', stop);
  over.abort();
  return outcome;
}

function failed(error: unknown): DirectOutcome {
  return retryable('connection-lost', messageOf(error).slice(0, 200));
}
