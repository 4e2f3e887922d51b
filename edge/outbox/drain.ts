// Empties an outbox: offers entries oldest first, removes delivered ones, and backs off before a retry. Entries with the same key
// stay in order: while one waits, later ones of that key wait behind it.
import type { Logger } from 'pino';
import { createWakeSignal } from '../wake-signal.ts';
import { backOffMs } from '../../host/back-off.ts';
import type { Clock } from '../../host/clock.ts';
import type { FoundProblem } from '../found-problem.ts';
import { messageOf } from '../../host/error-message.ts';
import { supervise } from '../../host/supervise.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxEntry } from './outbox-options.ts';

/** The outcome of one attempt. A `retry` with scope `everything` means that the receiver is down; `problem` is shown to people. */
export type SendOutcome =
  | { outcome: 'delivered' }
  | {
      outcome: 'retry';
      reason: string;
      scope: 'this' | 'everything';
      problem?: FoundProblem | undefined;
    }
  | { outcome: 'permanent'; reason: string };

/** How long an entry waits. */
export interface DrainPatience {
  /** Older entries are dropped when they still cannot be delivered; never when absent. */
  maxAgeMs?: number;
  /** The maximum back-off; 30 s when absent. */
  longestDelayMs?: number;
}

export interface DrainOptions<T> extends DrainPatience {
  name: string;
  outbox: Outbox<T>;
  send: (item: T) => Promise<SendOutcome>;
  keyOf: (item: T) => string;
  /** An entry has left the outbox, delivered or dropped. */
  onDone?: (item: T, result: 'delivered' | 'refused' | 'expired') => Promise<void>;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}

export interface Drain {
  /** Resolves when `signal` aborts; never rejects. */
  readonly done: Promise<void>;
  /** Call when there is a new entry: looks at once. */
  nudge(): void;
  /** Why something waits, as of the last pass. */
  problems(): readonly FoundProblem[];
}

const idleMs = 1000;
const usualLongestDelayMs = 30_000;

export function startDrain<T>(options: DrainOptions<T>): Drain {
  const { clock, log, name, signal } = options;
  const wakeSignal = createWakeSignal();
  let last: Pass = nothingWaits;
  const done = supervise({
    part: `outbox ${name}`,
    clock,
    log,
    signal,
    runOnce: async (ending) => {
      let failures = 0;
      while (!ending.aborted) {
        const pass = await drainOnce({ ...options, signal: ending });
        report(options, pass, last);
        last = pass;
        failures = pass.waiting === null ? 0 : failures + 1;
        await wakeSignal.waitOrWake(clock, delayMs(options, failures), ending);
      }
    },
  });
  return {
    done,
    nudge: () => {
      wakeSignal.wake();
    },
    problems: () => last.problems,
  };
}

/** The result of one pass: why entries still wait; null when none do. */
export interface Pass {
  readonly waiting: string | null;
  readonly problems: readonly FoundProblem[];
}

const nothingWaits: Pass = { waiting: null, problems: [] };

/** One pass over all entries. */
export async function drainOnce<T>(options: DrainOptions<T>): Promise<Pass> {
  const { outbox, keyOf, signal } = options;
  const { problem } = await outbox.flush();
  const blocked = new Set<string>();
  const problems: FoundProblem[] = [];
  let waiting = problem;
  for (const entry of outbox.entries()) {
    if (signal.aborted) return nothingWaits;
    const key = keyOf(entry.item);
    if (blocked.has(key)) continue;
    const outcome = await attempt(options, entry);
    if (outcome.outcome !== 'retry') continue;
    waiting = outcome.reason;
    if (outcome.problem) problems.push(outcome.problem);
    if (outcome.scope === 'everything') break;
    blocked.add(key);
  }
  return { waiting, problems };
}

async function attempt<T>(options: DrainOptions<T>, entry: OutboxEntry<T>): Promise<SendOutcome> {
  const { clock, maxAgeMs = Infinity } = options;
  const outcome = await sendSafely(options, entry.item);
  if (outcome.outcome !== 'retry') {
    await leave(options, entry, outcome.outcome === 'delivered' ? 'delivered' : 'refused', outcome);
    return outcome;
  }
  // Every entry gets one attempt at any age, because the worker may have been off for days.
  if (clock.now() - entry.putAt <= maxAgeMs) return outcome;
  const tooOld = { outcome: 'permanent', reason: `too old: ${outcome.reason}` } as const;
  await leave(options, entry, 'expired', tooOld);
  return outcome.scope === 'everything' ? outcome : tooOld;
}

/** An entry whose sender throws must not block the others. */
async function sendSafely<T>({ send }: DrainOptions<T>, item: T): Promise<SendOutcome> {
  try {
    return await send(item);
  } catch (error) {
    return { outcome: 'retry', reason: `failed: ${messageOf(error)}`, scope: 'this' };
  }
}

async function leave<T>(
  { outbox, log, name, onDone }: DrainOptions<T>,
  { id, item }: OutboxEntry<T>,
  result: 'delivered' | 'refused' | 'expired',
  outcome: SendOutcome,
): Promise<void> {
  if (outcome.outcome === 'permanent')
    log.error({ outbox: name, item, reason: outcome.reason }, 'given up');
  await outbox.remove(id);
  try {
    await onDone?.(item, result);
  } catch (error) {
    log.warn(
      { outbox: name, item, error },
      'an entry was sent, but not all of its files are removed',
    );
  }
}

function report<T>({ log, name }: DrainOptions<T>, { waiting: reason }: Pass, last: Pass): void {
  if (reason !== null && reason !== last.waiting) log.warn({ outbox: name, reason }, 'waiting');
  if (reason === null && last.waiting !== null) log.info({ outbox: name }, 'delivery works again');
}

function delayMs<T>(options: DrainOptions<T>, failures: number): number {
  const { longestDelayMs = usualLongestDelayMs } = options;
  return backOffMs({ firstMs: idleMs, longestMs: longestDelayMs }, failures);
}
