// Empties an outbox: offers entries oldest first, takes out what was delivered, and waits before it tries again. What
// has to stay in order shares a key: while one entry of a key waits, later ones of that key wait behind it.
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';

/** Outcome of one attempt. A `retry` of everything means that there is nobody to talk to at all. */
export type SendOutcome =
  | { outcome: 'delivered' }
  | { outcome: 'retry'; reason: string; scope: 'this' | 'everything' }
  | { outcome: 'permanent'; reason: string };

export interface DrainOptions<T> {
  name: string;
  outbox: Outbox<T>;
  send: (item: T) => Promise<SendOutcome>;
  keyOf: (item: T) => string;
  /** Entries older than this are given up; nothing is when absent. */
  maxAgeMs?: number;
  /** An entry has left the outbox, delivered or not. */
  onDone?: (item: T, result: 'delivered' | 'refused' | 'expired') => Promise<void>;
  /** Attempts come less and less often until this far apart; 30 s when absent. */
  longestDelayMs?: number;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}

export interface Drain {
  /** Resolves when `signal` aborts. */
  readonly done: Promise<void>;
  /** There is something new: look now. */
  nudge(): void;
}

const idleMs = 1000;
const usualLongestDelayMs = 30_000;

export function startDrain<T>(options: DrainOptions<T>): Drain {
  const { clock, signal, log, name, longestDelayMs = usualLongestDelayMs } = options;
  let wake = new AbortController();
  const run = async () => {
    let failures = 0;
    let lastReason: string | null = null;
    while (!signal.aborted) {
      const reason = await drainOnce(options);
      if (reason !== null && reason !== lastReason) log.warn({ outbox: name, reason }, 'waiting');
      if (reason === null && lastReason !== null) log.info({ outbox: name }, 'delivering again');
      lastReason = reason;
      failures = reason === null ? 0 : failures + 1;
      const delayMs = Math.min(longestDelayMs, idleMs * 2 ** Math.max(0, failures - 1));
      if (!wake.signal.aborted) await clock.wait(delayMs, AbortSignal.any([signal, wake.signal]));
      wake = new AbortController();
    }
  };
  return {
    done: run(),
    nudge: () => {
      wake.abort();
    },
  };
}

/** One pass over all entries; gives why something is left waiting, or null. */
export async function drainOnce<T>(options: DrainOptions<T>): Promise<string | null> {
  const { outbox, keyOf, signal } = options;
  const { problem } = await outbox.flush();
  const blocked = new Set<string>();
  let waiting = problem;
  for (const entry of outbox.entries()) {
    if (signal.aborted) return null;
    const key = keyOf(entry.item);
    if (blocked.has(key)) continue;
    const outcome = await attempt(options, entry);
    if (outcome.outcome !== 'retry') continue;
    waiting = outcome.reason;
    if (outcome.scope === 'everything') return waiting;
    blocked.add(key);
  }
  return waiting;
}

async function attempt<T>(options: DrainOptions<T>, entry: OutboxEntry<T>): Promise<SendOutcome> {
  const { outbox, clock, log, name, onDone, maxAgeMs = Infinity } = options;
  const expired = clock.now() - entry.putAt > maxAgeMs;
  const outcome: SendOutcome = expired
    ? { outcome: 'permanent', reason: 'too old' }
    : await options.send(entry.item);
  if (outcome.outcome === 'retry') return outcome;
  if (outcome.outcome === 'permanent')
    log.error({ outbox: name, item: entry.item, reason: outcome.reason }, 'given up');
  await outbox.remove(entry.id);
  await onDone?.(entry.item, resultOf(outcome, expired));
  return outcome;
}

function resultOf(outcome: SendOutcome, expired: boolean): 'delivered' | 'refused' | 'expired' {
  if (outcome.outcome === 'delivered') return 'delivered';
  return expired ? 'expired' : 'refused';
}
