// Keeps pictures of alerts in memory, up to a limit, when the disk refuses them, since they cannot be made again. Writes them
// when the disk works again. Takes the file and a callback for when it is written.
import type { Logger } from 'pino';
import type { Clock } from '../../host/clock.ts';
import type { FoundProblem } from '../found-problem.ts';
import { refusalOf } from '../state/refusal.ts';
import { writeWholeFile } from '../../host/whole-file.ts';

export interface UnwrittenFiles {
  /** Never rejects because of the disk: a refused file is retried. */
  put(file: FileToWrite): Promise<'written' | 'in-memory'>;
  problems(): readonly FoundProblem[];
  /** Retries until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface FileToWrite {
  path: string;
  bytes: Uint8Array;
  onWritten: () => Promise<void>;
}

export interface UnwrittenFilesOptions {
  clock: Clock;
  log: Logger;
  /** Replaced in tests. */
  write?: (path: string, bytes: Uint8Array) => Promise<void>;
  mostBytes?: number;
}

const tryEveryMs = 5000;
/** A few hundred pictures. */
const usualMostBytes = 64 << 20;

export function createUnwrittenFiles(options: UnwrittenFilesOptions): UnwrittenFiles {
  const { clock, write = writeWholeFile } = options;
  const held: FileToWrite[] = [];
  let problem: FoundProblem | null = null;
  const attempt = async ({ path, bytes, onWritten }: FileToWrite): Promise<boolean> => {
    try {
      await write(path, bytes);
    } catch (error) {
      problem = refusalOf(error, path);
      return false;
    }
    await onWritten();
    return true;
  };
  return {
    put: async (file) => {
      if (held.length === 0 && (await attempt(file))) return 'written';
      held.push(file);
      dropAbove(options, held);
      return 'in-memory';
    },
    problems: () => (held.length > 0 && problem ? [problem] : []),
    run: async (signal) => {
      while (!signal.aborted) {
        await clock.wait(tryEveryMs, signal);
        for (let [next] = held; next && (await attempt(next)); [next] = held)
          held.splice(held.indexOf(next), 1);
      }
    },
  };
}

/** Drops the oldest files above the limit; their alerts have been sent already. */
function dropAbove(
  { log, mostBytes = usualMostBytes }: UnwrittenFilesOptions,
  held: FileToWrite[],
): void {
  const sum = () => held.reduce((bytes, file) => bytes + file.bytes.length, 0);
  while (held.length > 1 && sum() > mostBytes) {
    const [gone] = held.splice(0, 1);
    log.error(
      { path: gone?.path },
      'a picture is lost: the disk accepts no writes and memory is full',
    );
  }
}
