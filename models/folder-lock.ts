// Only one process at a time changes the models folder. Takes the folder and what is to be done there; runs it when the
// others are done. The sign is a file that only one can make; it is held for a read and a write, so a sign that stays the
// same for ten seconds was left by a process that died, and is taken away.
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ModelError } from './model-error.ts';

export interface FolderLockOptions {
  /** How often the sign is looked at, and how often the same sign may be seen before it counts as left behind. */
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

/** So many signs of dead processes are taken away before somebody is asked to look. */
const roundsAtMost = 20;

async function takeSign(sign: string, token: string, options: FolderLockOptions): Promise<void> {
  const { everyMs = 50, patience = 200 } = options;
  let seen: string | null = null;
  let [times, looks] = [0, 0];
  while (!(await makeSign(sign, token))) {
    const came = await readSign(sign);
    times = came !== null && came === seen ? times + 1 : 0;
    seen = came;
    if (seen !== null && times >= patience) await takeAway(sign, seen);
    if (++looks > patience * roundsAtMost)
      throw new ModelError('busy', `${sign}: expected to be free, came others for too long`);
    await sleep(everyMs);
  }
}

/** A file with its content at once: a link to a finished file, which fails where there is one already. */
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

/** Moved aside first, and put back when it was a newer one: somebody else may have been faster. */
async function takeAway(sign: string, token: string): Promise<void> {
  const aside = `${sign}.${randomUUID()}`;
  try {
    await rename(sign, aside);
    if ((await readSign(aside)) !== token) await link(aside, sign);
  } catch {
    // Gone, or taken anew: the next look tells.
  } finally {
    await rm(aside, { force: true });
  }
}
