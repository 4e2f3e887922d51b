// Files of cameras whose names say their time: `<folder>/<camera>/<from>-<to><ending>`, epoch ms. The names are the index,
// so there is nothing that could disagree with them. What is older than it is kept for is removed.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathNameOf } from '../evidence/path-name.ts';

export interface TimedFile {
  /** Epoch ms, both inclusive. */
  from: number;
  to: number;
  folder: string;
  file: string;
}

export interface TimedFiles {
  /** Where a file of this time lies, there or not. */
  placeOf(cameraId: string, from: number, to: number): TimedFile;
  /** Those that touch `from` (inclusive) to `to` (exclusive), oldest first. */
  within(cameraId: string, from: number, to: number): Promise<TimedFile[]>;
  /** Removes what ended before; gives how many. */
  removeBefore(at: number): Promise<number>;
}

/** @param ending of the file names, e.g. `.jpg` */
export function openTimedFiles(root: string, ending: string): TimedFiles {
  const folderOf = (cameraId: string) => join(root, pathNameOf(cameraId) ?? '_');
  return {
    placeOf: (cameraId, from, to) => ({
      ...{ from, to, folder: folderOf(cameraId), file: `${from}-${to}${ending}` },
    }),
    within: async (cameraId, from, to) => {
      const files = await filesIn(folderOf(cameraId), ending);
      return files.filter((file) => file.to >= from && file.from < to);
    },
    removeBefore: async (at) => {
      const cameras = await readdir(root).catch(noneIfMissing);
      const files = await Promise.all(cameras.map((name) => filesIn(join(root, name), ending)));
      const old = files.flat().filter(({ to }) => to < at);
      for (const { folder, file } of old) await rm(join(folder, file), { force: true });
      return old.length;
    },
  };
}

/** In bytes; 0 for a file that has been removed meanwhile. */
export async function sizeOf({ folder, file }: TimedFile): Promise<number> {
  const found = await stat(join(folder, file)).catch(() => null);
  return found?.size ?? 0;
}

async function filesIn(folder: string, ending: string): Promise<TimedFile[]> {
  const names = await readdir(folder).catch(noneIfMissing);
  return names
    .flatMap((file) => {
      const times = file.endsWith(ending) ? /^(\d+)-(\d+)\./.exec(file) : null;
      return times ? [{ folder, file, from: Number(times[1]), to: Number(times[2]) }] : [];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

function noneIfMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
