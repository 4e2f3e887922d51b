// Files of cameras with their time in the name: `<folder>/<camera>/<from>-<to><ending>`, epoch ms. The names are the index, so no
// separate index can disagree. Expired files are removed.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../host/error-code.ts';
import { pathNameOf } from '../evidence/path-name.ts';

export interface TimedFile {
  /** Epoch ms, both inclusive. */
  from: number;
  to: number;
  folder: string;
  file: string;
}

/** The files of one camera, in order. */
export type FileRow = [TimedFile, ...TimedFile[]];

export interface TimedFiles {
  /** The path for this time, whether or not the file exists. */
  placeOf(cameraId: string, from: number, to: number): TimedFile;
  /** Files that touch `from` (inclusive) to `to` (exclusive), oldest first, without those contained in a joined one. */
  within(cameraId: string, from: number, to: number): Promise<TimedFile[]>;
  /** All files of each camera, oldest first. */
  all(): Promise<TimedFile[][]>;
  /** Removes files that ended before; returns their number. */
  removeBefore(at: number): Promise<number>;
}

/** @param ending of the file names, e.g. `.jpg` */
export function openTimedFiles(root: string, ending: string): TimedFiles {
  const folderOf = (cameraId: string) => join(root, pathNameOf(cameraId) ?? '_');
  return {
    placeOf: (cameraId, from, to) => ({
      from,
      to,
      folder: folderOf(cameraId),
      file: `${from}-${to}${ending}`,
    }),
    within: async (cameraId, from, to) => {
      const files = await filesIn(folderOf(cameraId), ending);
      return withoutContained(files).filter((file) => file.to >= from && file.from < to);
    },
    all: () => allIn(root, ending),
    removeBefore: async (at) => {
      const old = (await allIn(root, ending)).flat().filter(({ to }) => to < at);
      for (const file of old) await removeFile(file);
      return old.length;
    },
  };
}

/** The name of a joined file: `<from>-<to>.joined<ending>`. */
export function joinedPlace(parts: FileRow): TimedFile {
  const [{ folder, from, file }] = parts;
  const to = Math.max(...parts.map((part) => part.to));
  const ending = file.slice(file.lastIndexOf('.'));
  return { folder, from, to, file: `${from}-${to}.joined${ending}` };
}

/**
 * Without files whose span is contained in a joined one, which has their content.
 * @param files by their beginnings, the longest first
 */
export function withoutContained(files: readonly TimedFile[]): TimedFile[] {
  let end = -1;
  return files.filter(({ to, file }) => {
    const isNew = to > end;
    if (file.includes('.joined.')) end = Math.max(end, to);
    return isNew;
  });
}

export async function removeFile({ folder, file }: TimedFile): Promise<void> {
  await rm(join(folder, file), { force: true });
}

async function allIn(root: string, ending: string): Promise<TimedFile[][]> {
  const cameras = await readdir(root).catch(noneIfMissing);
  return Promise.all(cameras.map((name) => filesIn(join(root, name), ending)));
}

/** In bytes; 0 for a file that was removed meanwhile. */
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
    .sort((a, b) => a.from - b.from || b.to - a.to);
}

function noneIfMissing(error: unknown): string[] {
  if (isMissing(error)) return [];
  throw error;
}
