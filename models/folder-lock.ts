// A lock for changes of the models folder: one process at a time. Takes the folder and a function; runs it when the lock is free.
// The lock is a file that only one process can create. It is held briefly, so a lock file that is unchanged for ten seconds belongs
// to a dead process and is removed.
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ModelError } from './model-error.ts';

export interface FolderLockOptions {
  /** The polling interval, and after how many polls an unchanged lock counts as stale. */
  everyMs?: number;
  patience?: number;
}

export async function withFolderLock<T>(
  dir: string,
  run: () => Promise<T>,
  options: FolderLockOptions = {},
): Promise<T> {
  await mkdir(dir, { recursive: true });
  const lockFile = join(dir, 'lock.json.busy');
  const token = randomUUID();
  await takeLockFile(lockFile, token, options);
  try {
    return await run();
  } finally {
    if ((await readLockFile(lockFile)) === token) await rm(lockFile, { force: true });
  }
}

/** Fail after waiting this many times for a lock to become stale. */
const maxRounds = 20;

async function takeLockFile(
  lockFile: string,
  token: string,
  options: FolderLockOptions,
): Promise<void> {
  const { everyMs = 50, patience = 200 } = options;
  let seen: string | null = null;
  let times = 0;
  let looks = 0;
  while (!(await createLockFile(lockFile, token))) {
    const came = await readLockFile(lockFile);
    times = came !== null && came === seen ? times + 1 : 0;
    seen = came;
    if (seen !== null && times >= patience) await removeStale(lockFile, seen);
    if (++looks > patience * maxRounds)
      throw new ModelError('busy', `${lockFile}: expected to be free, got others for too long`);
    await sleep(everyMs);
  }
}

/** Creates a file with its content atomically: a hard link to a finished file, which fails when the name exists. */
async function createLockFile(lockFile: string, token: string): Promise<boolean> {
  const draft = `${lockFile}.${token}`;
  await writeFile(draft, token);
  try {
    await link(draft, lockFile);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readLockFile(lockFile: string): Promise<string | null> {
  return readFile(lockFile, 'utf8').catch(() => null);
}

/** Removes a stale lock. Moves it aside first, and puts it back if it is not the stale one: another process may have been faster. */
async function removeStale(lockFile: string, token: string): Promise<void> {
  const aside = `${lockFile}.${randomUUID()}`;
  try {
    await rename(lockFile, aside);
    if ((await readLockFile(aside)) !== token) await link(aside, lockFile);
  } catch {
    // The file was removed, or another process took the lock: the next poll finds out.
  } finally {
    await rm(aside, { force: true });
  }
}
