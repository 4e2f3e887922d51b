// Watches the disk of the data folder: its free space, and whether the folder can be written. It writes a small test file, because
// neither mount options nor free bytes are reliable.
import type { Clock } from '../../host/clock.ts';
import type { FoundProblem } from '../found-problem.ts';
import {
  bytesBelow,
  full,
  nearlyFull,
  roomIn,
  writeProbe,
  type DiskRoom,
} from '../state/disk-room.ts';
import { refusalOf } from '../state/refusal.ts';

export interface DiskWatch {
  problems(): readonly FoundProblem[];
  /** Checks repeatedly until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface DiskWatchOptions {
  dir: string;
  clock: Clock;
  /** Replaced in tests. */
  room?: (dir: string) => Promise<DiskRoom>;
  tryToWrite?: (dir: string) => Promise<void>;
}

const checkEveryMs = 5000;

export function createDiskWatch(options: DiskWatchOptions): DiskWatch {
  const { clock } = options;
  let found: readonly FoundProblem[] = [];
  return {
    problems: () => found,
    run: async (signal) => {
      while (!signal.aborted) {
        found = await lookAt(options);
        await clock.wait(checkEveryMs, signal);
      }
    },
  };
}

async function lookAt(options: DiskWatchOptions): Promise<readonly FoundProblem[]> {
  const { dir, room = roomIn, tryToWrite = writeProbe } = options;
  const refusal = await tryToWrite(dir).then(
    () => null,
    (error: unknown) => refusalOf(error, dir),
  );
  const space = await room(dir).catch(() => null);
  const shortage = space && judgeRoom(dir, space);
  const refused = refusal && { ...refusal, values: { ...refusal.values, ...space } };
  if (refused?.code === 'disk-full') return [refused];
  return [refused, shortage].filter((one) => one !== null);
}

/** Null while there is room enough. */
export function judgeRoom(dir: string, space: DiskRoom): FoundProblem | null {
  const { freeBytes, totalBytes } = space;
  const values = { freeBytes, totalBytes };
  if (bytesBelow(space, full) > 0) return { code: 'disk-full', subject: dir, values };
  return bytesBelow(space, nearlyFull) > 0
    ? { code: 'disk-nearly-full', subject: dir, values }
    : null;
}
