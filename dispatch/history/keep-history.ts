// Once an hour removes expired history and joins the files of past hours. Runs until its signal is aborted.
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';

export interface KeptStore {
  removeBefore(at: number): Promise<number>;
  joinBefore?(at: number): Promise<number>;
}

export interface KeepHistory {
  /** By name, for the log. */
  stores: Readonly<Record<string, KeptStore>>;
  keepMs: number;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

export const defaultKeepPastMs = 14 * 24 * 3_600_000;
const lookEveryMs = 3_600_000;
/** Most late uploads of edges arrive within this time. */
const lateMs = 3_600_000;

export async function keepPast(options: KeepHistory): Promise<void> {
  const { clock, signal } = options;
  while (!signal.aborted) {
    await tidy(options);
    await clock.wait(lookEveryMs, signal);
  }
}

async function tidy({ stores, keepMs, clock, log }: KeepHistory): Promise<void> {
  for (const [name, store] of Object.entries(stores))
    try {
      const removed = await store.removeBefore(clock.now() - keepMs);
      if (removed > 0) log.info({ name, removed }, 'old files were removed');
      const joined = (await store.joinBefore?.(clock.now() - lateMs)) ?? 0;
      if (joined > 0) log.info({ name, joined }, 'files of past hours were joined');
    } catch (error) {
      log.warn({ name, error: messageOf(error) }, 'old files could not be removed');
    }
}
