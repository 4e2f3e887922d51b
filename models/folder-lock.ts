// A lock for changes of the models folder: one process at a time. Takes the folder and a function; runs it when the others are
// done. The lock is a file that only one process can create. It is held briefly, so a lock file that is unchanged for ten seconds
// belongs to a dead process and is removed.
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
  const sign = join(dir, 'lock.json.busy');
  const token = randomUUID();
  await takeSign(sign, token, options);
  try {
    return await run();
  } finally {
    if ((await readSign(sign)) === token) await rm(sign, { force: true });
  }
}

/** After removing this many stale locks, fail with a message. */
const roundsAtMost = 20;

async function takeSign(sign: string, token: string, options: FolderLockOptions): Promise<void> {
  const { everyMs = 50, patience = 200 } = options;
  let seen: string | null = null;
  let times = 0;
  let looks = 0;
  while (!(await makeSign(sign, token))) {
    const came = await readSign(sign);
    times = came !== null && came === seen ? times + 1 : 0;
    seen = came;
    if (seen !== null && times >= patience) await takeAway(sign, seen);
    if (++looks > patience * roundsAtMost)
      throw new ModelError('busy', `${sign}: expected to be free, got others for too long`);
    await sleep(everyMs);
  }
}

/** Creates a file with its content atomically: a hard link to a finished file, which fails when the name exists. */
async function makeSign(sign: string, token: string): Promise<boolean> {
  const draft = `${sign}.${token}`;
  await writeFile(draft, token);
  try {
    await link(draft, sign);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readSign(sign: string): Promise<string | null> {
  return readFile(sign, 'utf8').catch(() => null);
}

/** Moved aside first, and put back when it was a newer one: another process may have been faster. */
async function takeAway(sign: string, token: string): Promise<void> {
  const aside = `${sign}.${randomUUID()}`;
  try {
    await rename(sign, aside);
    if ((await readSign(aside)) !== token) await link(aside, sign);
  } catch {
    // Removed, or taken by another: the next poll tells.
  } finally {
    await rm(aside, { force: true });
  }
}
