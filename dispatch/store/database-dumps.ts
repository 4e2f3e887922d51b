// The dumps of the embedded database: archives of its whole folder in `database-dumps/` of the data folder. Takes bytes and the
// time; writes files atomically, and lists them, newest first.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../host/error-code.ts';
import { writeWholeFile } from '../../host/whole-file.ts';

export interface Dump {
  file: string;
  /** Epoch ms. */
  takenAt: number;
}

export const mostDumps = 24;

export function dumpsFolder(dataDir: string): string {
  return join(dataDir, 'database-dumps');
}

/** Newest first; none when the folder is missing. */
export async function listDumps(folder: string): Promise<Dump[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const takenAt = timeOf(name);
      return takenAt === null ? [] : [{ file: join(folder, name), takenAt }];
    })
    .sort((one, other) => other.takenAt - one.takenAt);
}

/** The time in a dump's file name; null when it is no dump. */
export function timeOf(name: string): number | null {
  const [, day, hours, minutes, seconds] =
    /^dump-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3})Z\.tar\.gz$/.exec(name) ?? [];
  if (day === undefined) return null;
  const time = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(time) ? null : time;
}

/** Adds a dump and removes the oldest above `mostDumps`. */
export async function writeDump(folder: string, bytes: Uint8Array, now: number): Promise<Dump> {
  await mkdir(folder, { recursive: true });
  await removeDrafts(folder);
  const name = `dump-${new Date(now).toISOString().replaceAll(':', '-')}.tar.gz`;
  const file = join(folder, name);
  await writeWholeFile(file, bytes, { mode: 0o600 });
  // The dump just written stays, even when the clock was set back and others look newer.
  const others = (await listDumps(folder)).filter((dump) => dump.file !== file);
  for (const old of others.slice(mostDumps - 1)) await rm(old.file, { force: true });
  return { file, takenAt: now };
}

/** Partial dumps after a power cut; earlier releases named them `.draft`. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^dump-.*\.(draft|new)$/.test(name)) await rm(join(folder, name), { force: true });
}
