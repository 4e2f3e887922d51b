// Keeps the newest GOP of a stream (a key frame and the pictures after it), so that decoding can start in its middle. Takes
// packets as they come; returns the whole GOP or the packets that no decoder has had yet.
import type { TimedPacket } from '../packets/packet.ts';

export interface PictureGroup {
  add(packet: TimedPacket): void;
  /** Whether it starts with a key frame and no packet was dropped. */
  isWhole(): boolean;
  /** Marks all packets so far as fed. */
  markFed(): void;
  /** Empty unless the GOP is whole. */
  all(): readonly TimedPacket[];
  /** The packets since the last call; marks them as fed. */
  unfed(): readonly TimedPacket[];
}

/** The maximum size of a kept GOP. */
const mostBytes = 32 << 20;

export function createPictureGroup(): PictureGroup {
  let packets: TimedPacket[] = [];
  let bytes = 0;
  let whole = false;
  let fed = 0;
  const empty = (isWhole: boolean): void => {
    packets = [];
    bytes = 0;
    fed = 0;
    whole = isWhole;
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
