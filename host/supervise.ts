// Keeps a part of a process running, such as a camera or a poller. Takes a function that runs the part once. An error is logged when
// it differs from the last one; after a back-off the part is started again. Never rejects.
import { backOffMs, type BackOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import { messageOf } from './error-message.ts';

export interface Supervision {
  /** The part, as logs and metrics name it. */
  part: string;
  /** Resolves when there is nothing left to do. `signal` aborts when the process stops and when this attempt is over. */
  runOnce: (signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  clock: Clock;
  log: SupervisionLog;
  /** Why it failed; null when the new attempt has run for a while. */
  onProblem?: (problem: string | null) => void;
  backOff?: BackOff;
}

/** The part of a pino logger that is used here. */
export interface SupervisionLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

const usualBackOff = { firstMs: 500, longestMs: 30_000 };

/** Resolves when `signal` aborts, or when the part has ended without an error. */
export async function supervise(supervision: Supervision): Promise<void> {
  const { signal, clock, backOff = usualBackOff } = supervision;
  const record = createRecord(supervision);
  let failures = 0;
  while (!signal.aborted) {
    const startedMs = clock.steady();
    const failure = await attempt(supervision, record);
    if (isStopped(signal)) return;
    if (failure === null) {
      record.well();
      return;
    }
    // An attempt that lasted was healthy, so its failure counts as the first.
    if (clock.steady() - startedMs >= backOff.longestMs) failures = 0;
    failures += 1;
    record.failed(failure.error);
    await clock.wait(backOffMs(backOff, failures), signal);
  }
}

interface Failure {
  readonly error: unknown;
}

/** Runs the part once. Returns the error, or null. */
async function attempt(supervision: Supervision, record: Record): Promise<Failure | null> {
  const over = new AbortController();
  const stop = () => {
    over.abort();
  };
  supervision.signal.addEventListener('abort', stop, { once: true });
  const watching = reportRecovery(supervision, record, over.signal);
  try {
    await supervision.runOnce(over.signal);
    return null;
  } catch (error) {
    return { error };
  } finally {
    supervision.signal.removeEventListener('abort', stop);
    over.abort();
    await watching;
  }
}

/** After a failure, an attempt counts as a recovery when it has lasted as long as the longest back-off. */
async function reportRecovery(
  { clock, backOff = usualBackOff }: Supervision,
  record: Record,
  over: AbortSignal,
): Promise<void> {
  if (!record.isFailing()) return;
  await clock.wait(backOff.longestMs, over);
  if (!over.aborted) record.well();
}

interface Record {
  isFailing(): boolean;
  well(): void;
  failed(error: unknown): void;
}

function createRecord({ part, log, onProblem }: Supervision): Record {
  let last: string | null = null;
  return {
    isFailing: () => last !== null,
    well() {
      if (last === null) return;
      last = null;
      log.info({ part }, 'this part runs again');
      onProblem?.(null);
    },
    failed(error) {
      const problem = messageOf(error);
      if (problem !== last) log.warn({ part, error }, 'a part failed: it is started again');
      last = problem;
      onProblem?.(problem);
    },
  };
}

function isStopped(signal: AbortSignal): boolean {
  return signal.aborted;
}
