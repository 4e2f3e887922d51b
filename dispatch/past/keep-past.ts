// Removes what of the past is older than it is kept for, once an hour. Runs until its signal is aborted.
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../supervise.ts';

export interface KeepPast {
  /** By name, for the log. */
  stores: Readonly<Record<string, { removeBefore(at: number): Promise<number> }>>;
  keepMs: number;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

export const defaultKeepPastMs = 14 * 24 * 3_600_000;
const lookEveryMs = 3_600_000;

export async function keepPast(options: KeepPast): Promise<void> {
  const { clock, signal } = options;
  while (!signal.aborted) {
    await removeOld(options);
    await clock.sleep(lookEveryMs, signal);
  }
}

async function removeOld({ stores, keepMs, clock, log }: KeepPast): Promise<void> {
  for (const [name, store] of Object.entries(stores))
    try {
      const removed = await store.removeBefore(clock.now() - keepMs);
      if (removed > 0) log.info({ name, removed }, 'old files were removed');
    } catch (error) {
      log.warn({ name, error: messageOf(error) }, 'old files could not be removed');
    }
}
