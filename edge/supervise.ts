// Keeps a part of the worker alive: a camera, a drain, a poller. Takes a function that runs it once. An error is logged when it
// differs from the last one, and reported; after a back-off a new instance is started. Never rejects.
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';

export interface Supervision {
  /** The part, as logs and metrics name it. */
  part: string;
  /** Resolves when there is nothing left to do. `signal` aborts when the worker stops and when this attempt is over. */
  runOnce: (signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  clock: Clock;
  log: Logger;
  /** Why it failed; null when the new instance has run for a while. */
  onProblem?: (problem: string | null) => void;
  backoff?: { firstMs: number; longestMs: number };
}

const usualBackoff = { firstMs: 500, longestMs: 30_000 };

/** Resolves when `signal` aborts, or when the part has ended well. */
export async function supervise(supervision: Supervision): Promise<void> {
  const { signal, clock, backoff = usualBackoff } = supervision;
  const record = createRecord(supervision);
  let failures = 0;
  while (!signal.aborted) {
    const steady = { reached: false };
    const failure = await attempt(supervision, () => {
      steady.reached = true;
      record.well();
    });
    if (isStopped(signal)) return;
    if (failure === null) {
      record.well();
      return;
    }
    failures = steady.reached ? 1 : failures + 1;
    record.failed(failure);
    await clock.wait(delayMs(failures, backoff), signal);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}

interface Failure {
  readonly error: unknown;
}

/** Runs the part once, and reports recovery when it has run for as long as the longest back-off. Returns the error, or null. */
async function attempt(supervision: Supervision, onSteady: () => void): Promise<Failure | null> {
  const { runOnce, signal, clock, backoff = usualBackoff } = supervision;
  const over = new AbortController();
  const stop = () => {
    over.abort();
  };
  signal.addEventListener('abort', stop, { once: true });
  const watching = clock.wait(backoff.longestMs, over.signal).then(() => {
    if (!over.signal.aborted) onSteady();
  });
  try {
    await runOnce(over.signal);
    return null;
  } catch (error) {
    return { error };
  } finally {
    signal.removeEventListener('abort', stop);
    over.abort();
    await watching;
  }
}

function createRecord({ part, log, onProblem }: Supervision) {
  let last: string | null = null;
  return {
    well() {
      if (last === null) return;
      last = null;
      log.info({ part }, 'this part of the worker runs again');
      onProblem?.(null);
    },
    failed({ error }: Failure) {
      const problem = messageOf(error);
      if (problem !== last)
        log.error({ part, error }, 'a part of the worker failed: it is built anew');
      last = problem;
      onProblem?.(problem);
    },
  };
}

function delayMs(failures: number, { firstMs, longestMs }: typeof usualBackoff): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
}

function isStopped(signal: AbortSignal): boolean {
  return signal.aborted;
}
