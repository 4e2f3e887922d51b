// Files that arrive in pieces: `incoming/<key>.part`. A piece is written as it arrives and kept when its connection is cut, so that
// the next one continues from there. Of two writers of one file the newer wins: the older one is a dead connection.
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface PartialFiles {
  pathOf(key: string): string;
  /** How many bytes from the beginning have arrived. */
  have(key: string): Promise<number>;
  /**
   * Writes a piece that begins where the file ends, up to a size of `limit`. Returns the size afterwards, even if the piece was cut
   * off.
   */
  append(key: string, piece: Piece): Promise<number>;
  /** Flushes the appended bytes to the disk. */
  sync(key: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Removes files to which nothing was added since `at`; returns how many. */
  removeBefore(at: number): Promise<number>;
}

export interface Piece {
  offset: number;
  limit: number;
  source: Readable;
}

interface Writer {
  stop: () => void;
  done: Promise<unknown>;
}

/** Those of a dispatch with this data folder. */
export function incomingFiles(dataDir: string): PartialFiles {
  return openPartialFiles(join(dataDir, 'incoming'));
}

/** @param folder holds nothing else */
export function openPartialFiles(folder: string): PartialFiles {
  const writers = new Map<string, Writer>();
  const pathOf = (key: string) => join(folder, `${key}.part`);
  const have = (key: string) => sizeOf(pathOf(key));
  return {
    pathOf,
    have,
    append: async (key, piece) => {
      for (let other = writers.get(key); other !== undefined; other = writers.get(key)) {
        other.stop();
        await other.done;
      }
      const done = write(folder, pathOf(key), piece).finally(() => writers.delete(key));
      writers.set(key, { stop: () => piece.source.destroy(), done: done.catch(() => undefined) });
      return done;
    },
    sync: async (key) => {
      const file = await open(pathOf(key), 'r');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    removeBefore: (at) => removeBefore(folder, at),
  };
}

async function write(folder: string, path: string, piece: Piece): Promise<number> {
  const { offset, limit, source } = piece;
  await mkdir(folder, { recursive: true });
  let size = await sizeOf(path);
  if (offset !== size) {
    source.resume();
    return size;
  }
  const file = await open(path, 'a', 0o640);
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      const fitting = chunk.subarray(0, limit - size);
      await file.appendFile(fitting);
      size += fitting.length;
    }
  } catch (error) {
    // A piece that was cut off is only shorter; a disk error is thrown.
    if (isOfDisk(error)) throw error;
  } finally {
    await file.close();
  }
  return size;
}

function isOfDisk(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EFBIG'].includes(code);
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  return found?.size ?? 0;
}

async function removeBefore(folder: string, at: number): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found === null || found.mtimeMs >= at) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
