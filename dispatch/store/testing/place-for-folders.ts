// Where databases of tests are kept: in memory where the machine has enough of it, for on a busy disk a database waits
// seconds for what takes none. What is flushed is lost only with the machine, and no test ends that.
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const inMemory = '/dev/shm';
/** A container has 64 MB of it; a database takes 40 MB. */
const enoughBytes = 2 * 1024 ** 3;

/** @returns an existing folder to make others in */
export function placeForFolders(): string {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= enoughBytes ? inMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}
