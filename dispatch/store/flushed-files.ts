// Flushes files and folders to disk, and remembers what has not changed since. Takes paths; when it resolves, they survive a
// power cut.
import { execFile } from 'node:child_process';
import { fstatSync, type BigIntStats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { flushPath } from '../../host/whole-file.ts';

/** The state of each file when it was flushed, by inode. */
export type Marks = Map<bigint, string>;

/**
 * After a crash PostgreSQL flushes every file of the folder twice at its start, which takes half a minute on a slow disk. One
 * flush of the whole tree has the same effect, and files that are unchanged since then are on disk.
 */
export async function flushMarked(folder: string): Promise<Marks> {
  const marks: Marks = new Map();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const found = await stat(join(entry.parentPath, entry.name), { bigint: true });
    marks.set(found.ino, markOf(found));
  }
  await flushTree(folder);
  return marks;
}

/** Any write, truncation or rename changes the ctime, whatever it does to the size. */
function markOf({ size, ctimeNs }: BigIntStats): string {
  return `${size}/${ctimeNs}`;
}

/** @param fd of an open file */
export function isFlushed(fd: number, flushed: Marks): boolean {
  if (flushed.size === 0) return false;
  const found = fstatSync(fd, { bigint: true });
  return flushed.get(found.ino) === markOf(found);
}

/**
 * Flushes all files and folders below `path`, since creating or unpacking a database does not. One call for the whole file system
 * takes a second where a thousand single ones take half a minute; without that call, files are flushed one by one.
 */
export async function flushTree(path: string): Promise<void> {
  await promisify(execFile)('sync', ['-f', path]).catch(() => flushEach(path));
}

async function flushEach(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const name = join(path, entry.name);
    if (entry.isDirectory()) await flushEach(name);
    else if (entry.isFile()) await flushPath(name);
  }
  await flushPath(path);
}
