// Keeps disk space free for alerts, pictures and clips, which matter more than recorded video. Takes the ring buffers of all cameras;
// while there is too little space, it deletes the oldest segment of all cameras that no clip needs.
import type { Logger } from 'pino';
import type { Clock } from '../../host/clock.ts';
import { bytesBelow, leftByVideo, roomIn, type DiskRoom } from '../state/disk-room.ts';
import type { RingBuffer } from './ring-buffer.ts';

export interface KeepRoomOptions {
  /** A folder on the disk that all rings are on. */
  dir: string;
  rings: () => readonly Pick<RingBuffer, 'oldestToSpare' | 'dropOldest'>[];
  clock: Clock;
  log: Logger;
  /** Replaced in tests. */
  room?: (dir: string) => Promise<DiskRoom>;
}

/** A worker with sixteen cameras writes about 40 MB in this time. */
const checkEveryMs = 5000;

/** Checks repeatedly until `signal` aborts. */
export async function keepRoom(options: KeepRoomOptions, signal: AbortSignal): Promise<void> {
  const { clock, log } = options;
  let wasShort = false;
  while (!signal.aborted) {
    const made = await makeRoom(options).catch((error: unknown) => {
      log.warn({ error }, 'no disk space could be freed');
      return null;
    });
    if (made && made.dropped > 0 && !wasShort)
      log.warn(made, 'the disk is nearly full: deleting the oldest video');
    wasShort = (made?.dropped ?? 0) > 0;
    await clock.wait(checkEveryMs, signal);
  }
}

/**
 * @param neededBytes free bytes that a waiting clip needs
 * @returns the number of deleted segments, and the bytes that are still missing
 */
export async function makeRoom(
  { dir, rings, room = roomIn }: Pick<KeepRoomOptions, 'dir' | 'rings' | 'room'>,
  neededBytes = 0,
): Promise<{ dropped: number; missingBytes: number }> {
  const space = await room(dir);
  let missingBytes = Math.max(bytesBelow(space, leftByVideo), neededBytes - space.freeBytes);
  let dropped = 0;
  while (missingBytes > 0) {
    const oldest = oldestOf(rings());
    if (oldest === null) break;
    missingBytes -= await oldest.dropOldest();
    dropped += 1;
  }
  return { dropped, missingBytes: Math.max(0, missingBytes) };
}

function oldestOf<T extends Pick<RingBuffer, 'oldestToSpare'>>(rings: readonly T[]): T | null {
  const ages = rings.map((ring) => [ring, ring.oldestToSpare()] as const);
  const toSpare = ages.filter((one): one is [T, number] => one[1] !== null);
  const [first] = toSpare.sort(([, a], [, b]) => a - b);
  return first?.[0] ?? null;
}
