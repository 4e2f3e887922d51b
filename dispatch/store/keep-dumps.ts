// Dumps the embedded database: once an hour and at the stop, if something was written. Takes the database and a folder; returns a
// function to stop.
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';
import type { DatabaseCopies } from './database.ts';
import { listDumps, writeDump } from './database-dumps.ts';

export interface KeepDumps {
  copies: DatabaseCopies;
  folder: string;
  clock: Clock;
  log: Log;
}

export const dumpEveryMs = 3_600_000;

/** Not during the start, which has other work. */
export const settleMs = 60_000;

export type DumpOutcome = 'written' | 'unchanged' | 'failed';

export interface Dumps {
  /** Writes one more now, if something has changed since the last. */
  dump(): Promise<DumpOutcome>;
  /** The last dump is written then. */
  stop(): Promise<void>;
}

export function keepDumps(options: KeepDumps): Dumps {
  const { clock } = options;
  const stopping = new AbortController();
  let last: string | null = null;
  const dump = async (): Promise<DumpOutcome> => {
    try {
      if (last !== null && (await options.copies.position()) === last) return 'unchanged';
      last = await writeOne(options);
      return 'written';
    } catch (error) {
      options.log.warn({ error: messageOf(error) }, 'the database could not be dumped');
      return 'failed';
    }
  };
  const run = async () => {
    await clock.wait(await firstWaitMs(options), stopping.signal);
    while (!stopping.signal.aborted) {
      await dump();
      await clock.wait(dumpEveryMs, stopping.signal);
    }
    await dump();
  };
  const running = run();
  const stop = async () => {
    stopping.abort();
    await running;
  };
  return { dump, stop };
}

/** A machine that runs less than an hour gets its dumps too. */
async function firstWaitMs({ folder, clock, log }: KeepDumps): Promise<number> {
  const dumps = await listDumps(folder).catch((error: unknown) => {
    log.warn({ error: messageOf(error) }, 'the dumps of the database cannot be listed');
    return [];
  });
  const due = (dumps[0]?.takenAt ?? 0) + dumpEveryMs - clock.now();
  return Math.min(Math.max(due, settleMs), dumpEveryMs);
}

/** @returns the position of the log after the dump: a dump itself writes to it */
async function writeOne({ copies, folder, clock, log }: KeepDumps): Promise<string> {
  const begin = clock.now();
  const bytes = await copies.copy();
  // Writes during the dump may be missing in it, so they count as new.
  const position = await copies.position();
  const { file } = await writeDump(folder, bytes, clock.now());
  const count = (await listDumps(folder)).length;
  log.info({ file, bytes: bytes.length, ms: clock.now() - begin, count }, 'database dumped');
  return position;
}
