// Watches the disk that the data folder is on: how much room there is, and whether the folder can be written at all. It tries
// with a small file, since neither a mount option nor free bytes tell the whole truth.
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { FoundProblem } from '../found-problem.ts';
import { refusalOf } from '../state/refusal.ts';

export interface DiskRoom {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export interface DiskWatch {
  problems(): readonly FoundProblem[];
  /** Looks again and again until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface DiskWatchOptions {
  dir: string;
  clock: Clock;
  /** Replaced in tests. */
  room?: (dir: string) => Promise<DiskRoom>;
  tryToWrite?: (dir: string) => Promise<void>;
}

const lookEveryMs = 5000;
const probeBytes = 4096;
/** Of a small disk a share, of a large one a fixed amount is little. */
const nearlyFull = { share: 0.1, mostBytes: 1 << 30 };
const full = { share: 0.01, mostBytes: 1 << 25 };

export function createDiskWatch(options: DiskWatchOptions): DiskWatch {
  const { clock } = options;
  let found: readonly FoundProblem[] = [];
  return {
    problems: () => found,
    run: async (signal) => {
      while (!signal.aborted) {
        found = await lookAt(options);
        await clock.wait(lookEveryMs, signal);
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
  const isBelow = ({ share, mostBytes }: typeof full) =>
    freeBytes < Math.min(mostBytes, totalBytes * share);
  const values = { freeBytes, totalBytes };
  if (isBelow(full)) return { code: 'disk-full', subject: dir, values };
  return isBelow(nearlyFull) ? { code: 'disk-nearly-full', subject: dir, values } : null;
}

export async function roomIn(dir: string): Promise<DiskRoom> {
  const { bsize, bavail, blocks } = await statfs(dir);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/** @throws what the disk says to a small file */
export async function writeProbe(dir: string): Promise<void> {
  const path = join(dir, 'write-test');
  try {
    await writeFile(path, new Uint8Array(probeBytes));
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}
