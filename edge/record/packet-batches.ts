// Gathers a camera's packets into batches, each of which is one write to the disk: a write costs much more than a packet of bytes.
// Takes packets, hands out batches.
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';

/** Packets wait for this long, or until there are this many bytes. A kill of the process loses them. */
const together = { ms: 500, bytes: 1 << 20 };

/** Packets of one format that are written together. */
export interface PacketBatch {
  readonly packets: TimedPacket[];
  readonly format: VideoFormat;
  bytes: number;
}

/**
 * Gathers packets for half a second or until there are many bytes. A packet that comes long after the last batch makes one by
 * itself, so no timer is needed.
 */
export function createPacketBatches(onBatch: (batch: PacketBatch) => void) {
  let batch: PacketBatch | null = null;
  let writtenMs = -Infinity;
  const flush = (): void => {
    const done = batch;
    batch = null;
    if (done) onBatch(done);
  };
  return {
    flush,
    take: (packet: TimedPacket, format: VideoFormat): void => {
      if (batch && !isSameFormat(batch.format, format)) flush();
      batch ??= { packets: [], format, bytes: 0 };
      batch.packets.push(packet);
      batch.bytes += packet.data.length;
      if (packet.arrivedMs - writtenMs < together.ms && batch.bytes < together.bytes) return;
      writtenMs = packet.arrivedMs;
      flush();
    },
  };
}

function isSameFormat(a: VideoFormat, b: VideoFormat): boolean {
  return a.codec === b.codec && a.width === b.width && a.height === b.height;
}
