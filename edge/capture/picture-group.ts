// Keeps the newest group of pictures of a stream, a key frame and what came after it, so that decoding can begin in its
// middle. Takes packets as they come; gives those of the group, or those that have not been given to a decoder yet.
import type { TimedPacket } from '../packets/packet.ts';

export interface PictureGroup {
  add(packet: TimedPacket): void;
  /** Whether it begins with a key frame and nothing of it was left out. */
  isWhole(): boolean;
  /** All up to now have been given to a decoder. */
  markFed(): void;
  /** Empty unless it is whole. */
  all(): readonly TimedPacket[];
  /** What came since the last time; it counts as fed from now on. */
  unfed(): readonly TimedPacket[];
}

/** A group is kept up to this size. */
const mostBytes = 32 << 20;

export function createPictureGroup(): PictureGroup {
  let packets: TimedPacket[] = [];
  let bytes = 0;
  let whole = false;
  let fed = 0;
  const empty = (isWhole: boolean): void => {
    [packets, bytes, fed, whole] = [[], 0, 0, isWhole];
  };
  return {
    add: (packet) => {
      if (packet.isKey) empty(true);
      if (!whole) return;
      packets.push(packet);
      bytes += packet.data.length;
      if (bytes > mostBytes) empty(false);
    },
    isWhole: () => whole,
    markFed: () => {
      fed = packets.length;
    },
    all: () => packets.slice(),
    unfed: () => {
      const rest = packets.slice(fed);
      fed = packets.length;
      return rest;
    },
  };
}
