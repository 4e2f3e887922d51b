// Replaces an embedded database that does not open with a dump. Takes the data folder and optionally a dump; moves the old folder
// aside, never removes it; returns what was done, or why nothing was.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { FolderInUse } from '../../host/folder-lock.ts';
import { messageOf } from '../../host/error-message.ts';
import { dumpsFolder, listDumps, timeOf, type Dump } from './database-dumps.ts';
import { fillFolder, openDurable } from './durable-files.ts';
import { flushPath } from '../../host/whole-file.ts';
import { flushTree } from './flushed-files.ts';
import { lockDatabase, readThrough } from './embedded.ts';
import { writeRestoredNote, type RestoredNote } from './restored-note.ts';

export interface RestoreRequest {
  dataDir: string;
  /** The newest good one when absent. */
  from?: string | undefined;
  now: number;
}

/** Newer dumps that did not open. */
export interface SkippedDump {
  file: string;
  why: string;
}

export type Restored =
  | { ok: true; note: RestoredNote; skipped: SkippedDump[] }
  | { ok: false; reason: RefusedRestore; message: string; skipped: SkippedDump[] };

export type RefusedRestore = 'in-use' | 'no-such-folder' | 'no-dump' | 'no-good-dump';

export async function restoreDatabase(request: RestoreRequest): Promise<Restored> {
  const { dataDir } = request;
  if (!existsSync(dataDir)) return refused('no-such-folder', `there is no data folder ${dataDir}`);
  const candidates = await candidatesOf(request);
  if (candidates.length === 0) return noDump(request);
  const folder = join(dataDir, 'database');
  await mkdir(folder, { recursive: true });
  const lock = await lockDatabase(folder, 'fencewatch store restore').catch((error: unknown) => {
    if (error instanceof FolderInUse) return error;
    throw error;
  });
  if (lock instanceof FolderInUse) return refused('in-use', lock.message);
  try {
    return await restoreFirstGood(candidates, folder, request);
  } finally {
    await lock.release();
  }
}

function refused(reason: RefusedRestore, message: string, skipped: SkippedDump[] = []): Restored {
  return { ok: false, reason, message, skipped };
}

function noDump({ dataDir, from }: RestoreRequest): Restored {
  const folder = dumpsFolder(dataDir);
  const message =
    from === undefined
      ? `no dump in ${folder}`
      : `there is no dump ${from}, nor one of that name in ${folder}`;
  return refused('no-dump', message);
}

/** A dump is named by its path, or by its name in the folder of dumps. */
async function candidatesOf({ dataDir, from, now }: RestoreRequest): Promise<Dump[]> {
  if (from === undefined) return listDumps(dumpsFolder(dataDir));
  const inFolder = join(dumpsFolder(dataDir), from);
  const file = existsSync(from) ? from : inFolder;
  if (!existsSync(file)) return [];
  return [{ file, takenAt: timeOf(file.split('/').at(-1) ?? '') ?? now }];
}

async function restoreFirstGood(
  candidates: readonly Dump[],
  folder: string,
  { dataDir, now }: RestoreRequest,
): Promise<Restored> {
  const skipped: SkippedDump[] = [];
  const fresh = `${folder}.restoring`;
  for (const dump of candidates) {
    const why = await unpack(dump, fresh);
    if (why !== null) {
      skipped.push({ file: dump.file, why });
      continue;
    }
    const movedTo = await exchange(folder, fresh, now);
    const note = { restoredAt: now, dumpTakenAt: dump.takenAt, dump: dump.file, movedTo };
    await mkdir(dumpsFolder(dataDir), { recursive: true });
    await writeRestoredNote(dataDir, note);
    return { ok: true, note, skipped };
  }
  await rm(fresh, { recursive: true, force: true });
  return refused('no-good-dump', `no dump of ${dataDir} can be read`, skipped);
}

/** Unpacks it into a folder of its own and verifies it there. @returns why it is bad, or null */
async function unpack({ file }: Dump, fresh: string): Promise<string | null> {
  await rm(fresh, { recursive: true, force: true });
  try {
    // Unpacked here: PGlite's error about a truncated file could not be caught.
    const bytes = await promisify(gunzip)(await readFile(file));
    await fillFolder(fresh, new Blob([bytes], { type: 'application/x-tar' }));
    await flushTree(fresh);
    const client = await openDurable(fresh);
    try {
      await readThrough(client);
    } finally {
      await client.close();
    }
    return null;
  } catch (error) {
    return messageOf(error).split('\n', 1)[0] ?? '';
  }
}

/** A crash between the two renames leaves no `database/`: the same command then completes the restore. */
async function exchange(folder: string, fresh: string, now: number): Promise<string> {
  const stamp = new Date(now).toISOString().replaceAll(':', '-');
  const movedTo = `${folder}.broken-${stamp}`;
  await rename(folder, movedTo);
  await rename(fresh, folder);
  await rm(`${folder}.unfinished`, { force: true });
  await flushPath(join(folder, '..'));
  return movedTo;
}
