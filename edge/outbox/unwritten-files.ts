// Files that the disk would not take at the moment they were made: pictures of alerts, which nothing can make again. They are
// kept in memory, up to a limit, and written when the disk takes files again. Takes the file and what is to happen once it
// is there.
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { FoundProblem } from '../found-problem.ts';
import { refusalOf } from '../state/refusal.ts';
import { writeWholeFile } from '../state/whole-file.ts';

export interface UnwrittenFiles {
  /** Never rejects for the disk's sake: what it refuses is tried again. */
  put(file: FileToWrite): Promise<'written' | 'in-memory'>;
  problems(): readonly FoundProblem[];
  /** Tries again and again until `signal` aborts. */
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
/** Some hundred pictures. */
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

/** The oldest go: their alerts are told already. */
function dropAbove(
  { log, mostBytes = usualMostBytes }: UnwrittenFilesOptions,
  held: FileToWrite[],
): void {
  const sum = () => held.reduce((bytes, file) => bytes + file.bytes.length, 0);
  while (held.length > 1 && sum() > mostBytes) {
    const [gone] = held.splice(0, 1);
    log.error(
      { path: gone?.path },
      'a picture is given up: the disk takes none, and memory is full',
    );
  }
}
