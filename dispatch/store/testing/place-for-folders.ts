// Where databases of tests are kept: in memory where the machine has enough of it, for on a busy disk a database waits
// seconds for what takes none. What is flushed is lost only with the machine, and no test ends that.
import { readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const inMemory = '/dev/shm';
/** A container has 64 MB of it; a database takes 40 MB. */
const enoughBytes = 2 * 1024 ** 3;

/** @returns an existing folder to make others in */
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

/** What a run that was cut off has left, so that it does not fill the memory. */
function clearOld(): void {
  for (const name of readdirSync(inMemory).filter((one) => one.startsWith('fencewatch-'))) {
    const path = join(inMemory, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && Date.now() - found.mtimeMs > leftAfterMs)
      rmSync(path, { recursive: true, force: true });
  }
}
