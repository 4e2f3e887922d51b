// A small disk for tests and benches: a file system in memory at a folder, which needs the right to mount. Takes the folder and its
// size; returns ways to fill it, to make it read-only and to unmount it; null where mounting is not allowed.
import { execFileSync } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface MountedDisk {
  readonly dir: string;
  /** Fills the disk with a stranger's files, down to this many free bytes. */
  fill(leaveBytes: number): Promise<void>;
  /** Removes those files. */
  clear(): Promise<void>;
  remount(how: 'ro' | 'rw'): void;
  /** Lazily: processes that still write end later. */
  unmount(): void;
}

export const noMountedDisk = 'a disk of its own needs the right to mount (root)';

export function mountDisk(dir: string, bytes: number): MountedDisk | null {
  try {
    const options = `size=${bytes}`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return null;
  }
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
    unmount: () => void execFileSync('umount', ['-l', dir]),
  };
}
