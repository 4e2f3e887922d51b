// Renames a file or folder that cannot be used, so that a person can look at it and the worker goes on. Takes a path; returns the
// new one, or null when renaming fails.
import { lstat, rename } from 'node:fs/promises';
import type { Logger } from 'pino';

/** Older ones stay; the last name is overwritten when all are taken. */
const mostKept = 9;

export async function moveAside(path: string, log: Logger, why: string): Promise<string | null> {
  const aside = await freeName(path);
  try {
    await rename(path, aside);
    log.error({ path: aside, faults: why }, 'moved an unusable file aside');
    return aside;
  } catch (error) {
    log.error({ path, faults: why, error }, 'an unusable file could not be moved aside');
    return null;
  }
}

async function freeName(path: string): Promise<string> {
  for (let n = 1; n < mostKept; n++) {
    const name = n === 1 ? `${path}.damaged` : `${path}.damaged-${n}`;
    if (!(await isThere(name))) return name;
  }
  return `${path}.damaged-${mostKept}`;
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
