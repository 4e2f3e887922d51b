// Keeps a long-lived thing alive: runs it, and when it fails, says so when the error is a new one, backs off and runs a
// fresh one. Takes what to run; ends when the signal is aborted.
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

export interface Supervision {
  name: string;
  runOnce: (signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  clock: Clock;
  log: Log;
  backoff?: { firstMs: number; maxMs: number };
}

const usualBackoff = { firstMs: 250, maxMs: 10_000 };

export async function supervise(supervision: Supervision): Promise<void> {
  const { name, runOnce, signal, clock, log, backoff = usualBackoff } = supervision;
  let failures = 0;
  let lastMessage = '';
  while (!signal.aborted) {
    const startedAt = clock.now();
    const error = await runOnce(signal).then(
      () => null,
      (reason: unknown) => messageOf(reason),
    );
    if (isStopped(signal)) return;
    // What ran for a while before it failed was healthy: the next failure is a new story.
    if (clock.now() - startedAt > backoff.maxMs) {
      failures = 0;
      lastMessage = '';
    }
    if (error !== null && error !== lastMessage)
      log.warn({ error }, `${name} failed, trying again`);
    lastMessage = error ?? '';
    await clock.sleep(Math.min(backoff.firstMs * 2 ** failures, backoff.maxMs), signal);
    failures = Math.min(failures + 1, 20);
  }
}

/** The message of an error and of what caused it, in one line. Some errors of a refused connection have no message. */
export function messageOf(reason: unknown): string {
  if (!(reason instanceof Error)) return String(reason);
  const code = 'code' in reason ? String(reason.code) : reason.name;
  const own = reason.message === '' ? code : reason.message;
  return reason.cause === undefined ? own : `${own}: ${messageOf(reason.cause)}`;
}

function isStopped(signal: AbortSignal): boolean {
  return signal.aborted;
}
