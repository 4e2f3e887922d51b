// Paints the privacy masks into a stream: an ffmpeg process decodes, masks and encodes it again. A process that ends is replaced
// at the next key frame. Takes packets; returns packets.
import { PassThrough, type Readable } from 'node:stream';
import type { Clock } from '../../host/clock.ts';
import type { FfmpegJob } from '../ffmpeg/ffmpeg-process.ts';
import { createBlockWriter, matroskaHeader } from '../packets/matroska.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';
import { startReceiver, type Receiver } from './receiver.ts';

export interface MaskedPackets {
  write(packet: TimedPacket, format: VideoFormat): void;
  close(): Promise<void>;
}

export interface MaskedPacketsOptions {
  clock: Clock;
  plan: (stream: Readable) => Omit<FfmpegJob, 'onLine'>;
  onPacket: (packet: TimedPacket, format: VideoFormat) => void;
  /** Called with null when packets come again. */
  onFailure: (detail: string | null) => void;
}

const maxWaitingBytes = 32 << 20;

interface Running {
  input: PassThrough;
  toBlock: ReturnType<typeof createBlockWriter>;
  zeroMs: number;
  receiver: Receiver;
}

export function createMaskedPackets(options: MaskedPacketsOptions): MaskedPackets {
  const failure = createFailure(options.onFailure);
  let running: Running | null = null;
  let done: Promise<unknown> = Promise.resolve();
  let isOver = false;

  const run = async (mine: Running): Promise<void> => {
    try {
      await passOn(mine, options.onPacket, failure.clear);
    } catch (error) {
      if (!isOver) failure.set(error);
    } finally {
      if (running === mine) running = null;
    }
  };
  return {
    write: (packet, format) => {
      if (isOver || (!running && !packet.isKey)) return;
      if (!running) {
        running = start(options, format, packet.takenMs);
        done = Promise.all([done, run(running)]);
      }
      feed(running, packet);
    },
    close: async () => {
      isOver = true;
      await running?.receiver.stop();
      await done;
    },
  };
}

function start(
  { clock, plan }: MaskedPacketsOptions,
  format: VideoFormat,
  takenMs: number,
): Running {
  const input = new PassThrough({ highWaterMark: maxWaitingBytes });
  input.write(matroskaHeader(format));
  const receiver = startReceiver(plan(input), () => clock.steady());
  return { input, toBlock: createBlockWriter(), zeroMs: Math.round(takenMs), receiver };
}

function feed({ input, toBlock, zeroMs }: Running, { data, isKey, takenMs }: TimedPacket): void {
  if (input.destroyed || input.writableLength > maxWaitingBytes) return;
  input.write(toBlock({ data, isKey, timeMs: takenMs - zeroMs }));
}

/** Runs until the process ends; throws the reason. */
async function passOn(
  { receiver, zeroMs }: Running,
  onPacket: MaskedPacketsOptions['onPacket'],
  onWell: () => void,
): Promise<void> {
  for await (const packet of receiver.packets()) {
    const format = receiver.format();
    if (format === null) continue;
    onWell();
    onPacket({ ...packet, takenMs: zeroMs + (packet.ptsMs ?? 0) }, format);
  }
}

function createFailure(onFailure: MaskedPacketsOptions['onFailure']) {
  let isTold = false;
  return {
    set: (error: unknown): void => {
      isTold = true;
      onFailure(error instanceof Error ? error.message : String(error));
    },
    clear: (): void => {
      if (isTold) onFailure(null);
      isTold = false;
    },
  };
}
