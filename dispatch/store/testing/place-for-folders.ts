// Where test databases are stored: in memory where the machine has enough, since a busy disk makes a database wait for seconds.
// No test ends the machine, so flushed data is never lost.
import { readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const inMemory = '/dev/shm';
/** A container has 64 MB of it; a database takes 40 MB. */
const enoughBytes = 2 * 1024 ** 3;

/** @returns an existing folder to create others in */
export function placeForFolders(): string {
  try {
    clearOld();
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= enoughBytes ? inMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}

const leftAfterMs = 3 * 3_600_000;

/** Removes what an interrupted run has left, so that it does not fill the memory. */
function clearOld(): void {
  for (const name of readdirSync(inMemory).filter((one) => one.startsWith('fencewatch-'))) {
    const path = join(inMemory, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && Date.now() - found.mtimeMs > leftAfterMs)
      rmSync(path, { recursive: true, force: true });
  }
}
