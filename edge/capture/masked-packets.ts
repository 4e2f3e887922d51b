// A stream with its privacy masks painted in: packets go into an ffmpeg that decodes, paints and encodes them anew, and come
// out as packets again. A process that ends is replaced at the next key frame. Takes packets; gives packets.
import { PassThrough, type Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { FfmpegJob } from './ffmpeg-process.ts';
import { createBlockWriter, matroskaHeader } from './matroska.ts';
import type { TimedPacket, VideoFormat } from './packet.ts';
import { startReceiver, type Receiver } from './receiver.ts';

export interface MaskedPackets {
  write(packet: TimedPacket, format: VideoFormat): void;
  close(): Promise<void>;
}

export interface MaskedPacketsOptions {
  clock: Clock;
  plan: (stream: Readable) => Omit<FfmpegJob, 'onLine'>;
  onPacket: (packet: TimedPacket, format: VideoFormat) => void;
  /** Null when packets come again. */
  onFailure: (detail: string | null) => void;
}

const mostWaitingBytes = 32 << 20;

interface Running {
  input: PassThrough;
  toBlock: ReturnType<typeof createBlockWriter>;
  zeroMs: number;
  receiver: Receiver;
}

export function createMaskedPackets(options: MaskedPacketsOptions): MaskedPackets {
  let running: Running | null = null;
  let done: Promise<unknown> = Promise.resolve();
  let failed = false;
  let isOver = false;

  const read = async (mine: Running): Promise<void> => {
    try {
      for await (const packet of mine.receiver.packets()) {
        const format = mine.receiver.format();
        if (format === null) continue;
        if (failed) options.onFailure(null);
        failed = false;
        options.onPacket({ ...packet, takenMs: mine.zeroMs + (packet.ptsMs ?? 0) }, format);
      }
    } catch (error) {
      if (isOver) return;
      failed = true;
      options.onFailure(error instanceof Error ? error.message : String(error));
    } finally {
      if (running === mine) running = null;
    }
  };
  const start = (format: VideoFormat, zeroMs: number): Running => {
    const input = new PassThrough({ highWaterMark: mostWaitingBytes });
    input.write(matroskaHeader(format));
    const receiver = startReceiver(options.plan(input), () => options.clock.steady());
    const fresh = { input, toBlock: createBlockWriter(), zeroMs, receiver };
    running = fresh;
    done = Promise.all([done, read(fresh)]);
    return fresh;
  };
  return {
    write: (packet, format) => {
      if (isOver || (!running && !packet.isKey)) return;
      const { input, toBlock, zeroMs } = running ?? start(format, Math.round(packet.takenMs));
      if (input.destroyed || input.writableLength > mostWaitingBytes) return;
      const { data, isKey, takenMs } = packet;
      input.write(toBlock({ data, isKey, timeMs: takenMs - zeroMs }));
    },
    close: async () => {
      isOver = true;
      await running?.receiver.stop();
      await done;
    },
  };
}
