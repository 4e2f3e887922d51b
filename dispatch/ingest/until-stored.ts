// Writes to the store, however long it is unreachable. Waiting in place keeps the order of the queue. Returns the result, or that
// this message cannot be stored, or that dispatch is stopping.
import type { Fault } from '../../contracts/index.ts';
import { backOffMs } from '../../host/back-off.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { isServerFault, storeFaultOf } from '../store-fault.ts';
import { messageOf } from '../../host/error-message.ts';

export type Stored<T> =
  | { ok: true; value: T }
  | { ok: false; reason: 'not-storable'; faults: Fault[] }
  | { ok: false; reason: 'stopping' };

export interface StoringParts {
  store: { ping(): Promise<void> };
  clock: Clock;
  log: Log;
}

/** How often a write may fail while the store answers otherwise, before the message itself is blamed. */
const maxTries = 5;
const backOff = { firstMs: 100, longestMs: 5000 };

export async function untilStored<T>(
  write: () => Promise<T>,
  parts: StoringParts,
  signal: AbortSignal,
): Promise<Stored<T>> {
  let failedWhileUp = 0;
  for (let tries = 1; !signal.aborted; tries += 1) {
    const failure = await attempt(write);
    if (failure.ok) return failure;
    if (storeFaultOf(failure.error) === 'not-storable') return notStorable(failure.error);
    // A full disk answers too, and accepts no message.
    if (!isServerFault(failure.error) && (await answers(parts.store))) failedWhileUp += 1;
    if (failedWhileUp >= maxTries) return notStorable(failure.error);
    if (tries === 1)
      parts.log.warn({ error: messageOf(failure.error) }, 'the store failed, trying again');
    await parts.clock.wait(backOffMs(backOff, tries), signal);
  }
  return { ok: false, reason: 'stopping' };
}

type Attempt<T> = { ok: true; value: T } | { ok: false; error: unknown };

async function attempt<T>(write: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await write() };
  } catch (error) {
    return { ok: false, error };
  }
}

function answers(store: StoringParts['store']): Promise<boolean> {
  return store.ping().then(
    () => true,
    () => false,
  );
}

function notStorable(error: unknown): Stored<never> {
  return { ok: false, reason: 'not-storable', faults: [{ path: '', message: messageOf(error) }] };
}
