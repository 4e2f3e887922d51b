// Measures the free space of a disk, and whether it accepts files. Takes a folder; returns free and total bytes, and the
// thresholds of health, recording and clips.
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DiskRoom {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** A threshold: a share of the disk, at most a fixed amount. */
export interface RoomMark {
  readonly share: number;
  readonly mostBytes: number;
}

/** Health reports the disk as nearly full below this. */
export const nearlyFull: RoomMark = { share: 0.1, mostBytes: 1 << 30 };
/** Health reports the disk as full below this, and video is not recorded: the last bytes are for alerts. */
export const full: RoomMark = { share: 0.01, mostBytes: 1 << 25 };
/** Kept video leaves this much free: more than the nearly-full threshold. */
export const leftByVideo: RoomMark = { share: 0.12, mostBytes: 5 * (1 << 28) };

/** How many bytes are missing to the threshold; 0 above it. */
export function bytesBelow({ freeBytes, totalBytes }: DiskRoom, mark: RoomMark): number {
  return Math.max(0, Math.min(mark.mostBytes, totalBytes * mark.share) - freeBytes);
}

export async function roomIn(dir: string): Promise<DiskRoom> {
  const { bsize, bavail, blocks } = await statfs(dir);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

const probeBytes = 4096;

/** @throws the disk's error for a small test file */
export async function writeProbe(dir: string): Promise<void> {
  const path = join(dir, 'write-test');
  try {
    await writeFile(path, new Uint8Array(probeBytes));
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}
