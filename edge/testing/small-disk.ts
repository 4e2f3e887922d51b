// A small disk for one test, unmounted and removed when the test is over. Returns null where mounting is not allowed.
import { mountDisk, noMountedDisk, type MountedDisk } from '../../e2e/servers/mounted-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type SmallDisk = MountedDisk;

export const noSmallDisk = `SKIPPED: ${noMountedDisk}`;

export async function smallDisk(
  whenFinished: (clear: () => Promise<void>) => void,
  bytes: number,
): Promise<SmallDisk | null> {
  const disk = mountDisk(await temporaryFolder(whenFinished), bytes);
  if (disk === null) return null;
  whenFinished(() => {
    disk.unmount();
    return Promise.resolve();
  });
  return disk;
}
