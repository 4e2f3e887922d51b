// How much room a disk has, and whether it takes files. Takes a folder on it; gives free and total bytes, and the marks that
// health, recording and clips go by.
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DiskRoom {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Of a small disk a share, of a large one a fixed amount. */
export interface RoomMark {
  readonly share: number;
  readonly mostBytes: number;
}

/** What health calls nearly full. */
export const nearlyFull: RoomMark = { share: 0.1, mostBytes: 1 << 30 };
/** What health calls full. The last bytes are for alerts: video is not recorded below it. */
export const full: RoomMark = { share: 0.01, mostBytes: 1 << 25 };
/** What kept video leaves free: more than what health would call nearly full. */
export const leftByVideo: RoomMark = { share: 0.12, mostBytes: 5 * (1 << 28) };

/** How many bytes are missing to the mark; 0 above it. */
export function bytesBelow({ freeBytes, totalBytes }: DiskRoom, mark: RoomMark): number {
  return Math.max(0, Math.min(mark.mostBytes, totalBytes * mark.share) - freeBytes);
}

export async function roomIn(dir: string): Promise<DiskRoom> {
  const { bsize, bavail, blocks } = await statfs(dir);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

const probeBytes = 4096;

/** @throws what the disk says to a small file */
export async function writeProbe(dir: string): Promise<void> {
  const path = join(dir, 'write-test');
  try {
    await writeFile(path, new Uint8Array(probeBytes));
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}
