// Leaves room on the disk for what matters more than kept video: alerts, pictures and clips. Takes the rings of all cameras;
// while there is too little room the oldest segment of all of them goes, whichever camera it is of, unless a clip needs it.
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

/** A worker of sixteen cameras writes some 40 MB in this time. */
const lookEveryMs = 5000;

/** Looks again and again until `signal` aborts. */
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
    await clock.wait(lookEveryMs, signal);
  }
}

/**
 * @param neededBytes free bytes that somebody waits for, such as a clip that is to be cut
 * @returns how many segments went, and how many bytes are still missing
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
