// A small disk for a test: a file system in memory, which needs the right to mount. Returns its folder and ways to fill it and to
// make it read-only; null where mounting is not allowed.
import { execFileSync } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

export interface SmallDisk {
  readonly dir: string;
  /** Fills the disk with a stranger's files, down to this many free bytes. */
  fill(leaveBytes: number): Promise<void>;
  /** Removes those files. */
  clear(): Promise<void>;
  remount(how: 'ro' | 'rw'): void;
}

export const noSmallDisk = 'SKIPPED: a disk of its own needs the right to mount (root)';

export async function smallDisk(
  whenFinished: (clear: () => Promise<void>) => void,
  bytes: number,
): Promise<SmallDisk | null> {
  const dir = await temporaryFolder(whenFinished);
  try {
    const options = `size=${bytes}`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return null;
  }
  // A lazy unmount: processes that still write end later.
  whenFinished(() => Promise.resolve(void execFileSync('umount', ['-l', dir])));
  const filler = join(dir, 'of-somebody-else');
  return {
    dir,
    fill: async (leaveBytes) => {
      const { bavail, bsize } = await statfs(dir);
      await writeFile(filler, new Uint8Array(Math.max(0, bavail * bsize - leaveBytes)));
    },
    clear: () => rm(filler, { force: true }),
    remount: (how) => {
      if (how === 'rw') return void execFileSync('umount', ['-l', dir]);
      // An overlay, because a file that is open for writing, such as a segment, would block a remount as read-only.
      execFileSync('mount', ['--bind', dir, dir]);
      execFileSync('mount', ['-o', 'remount,ro,bind', dir]);
    },
  };
}
