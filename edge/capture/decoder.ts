// Decodes the coded pictures of one camera with an ffmpeg process that reads packets on stdin. Takes packets with their times;
// returns raw pictures with those times. A decoder that ends is not repaired: its owner starts another.
import { PassThrough, type Readable } from 'node:stream';
import { createByteReader } from './byte-reader.ts';
import { captureError, classifyFailure, type CaptureError } from '../ffmpeg/capture-error.ts';
import { isWorthKeeping, readLogLine } from '../ffmpeg/ffmpeg-log.ts';
import { startFfmpeg, type FfmpegJob } from '../ffmpeg/ffmpeg-process.ts';
import { createMailbox } from './mailbox.ts';
import { createBlockWriter, matroskaHeader } from '../packets/matroska.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';

export interface DecodedPicture {
  /** When it was taken, by the monotonic clock, ms. */
  takenMs: number;
  width: number;
  height: number;
  /** Interleaved 8-bit RGB. */
  rgb: Uint8Array;
}

export interface Decoder {
  /** Returns false and drops the packet when the decoder is too far behind. */
  write(packet: TimedPacket): boolean;
  /** Ends when the decoder does; throws a CaptureError unless it was closed. */
  pictures(): AsyncGenerator<DecodedPicture>;
  readonly decodeErrors: number;
  /** Call when no more packets come: pending ones are decoded, then the decoder ends. */
  finish(): void;
  /** Kills it; resolves when ffmpeg has exited. */
  close(): Promise<void>;
}

interface Announcement {
  ptsMs: number;
  width: number;
  height: number;
}

const keptLines = 20;
const maxWaitingBytes = 32 << 20;
/** Larger than any camera's picture: a damaged stream can claim any size. */
const maxPixels = 64_000_000;

export function startDecoder(
  format: VideoFormat,
  plan: (stream: Readable) => Omit<FfmpegJob, 'onLine'>,
): Decoder {
  const input = createPacketInput(format);
  const announcements = createMailbox<Announcement>();
  const log = createDecoderLog((announcement) => {
    announcements.push(announcement);
  });
  const ffmpeg = startFfmpeg({ ...plan(input.stream), onLine: log.take });
  let isClosed = false;
  let cause: CaptureError | null = null;
  const ended = ffmpeg.ended.then(({ error }) => {
    announcements.close();
    if (error) cause = classifyFailure([...log.lines, error.message.split('\n')[0] ?? '']);
  });
  async function* pictures(): AsyncGenerator<DecodedPicture> {
    for await (const picture of readPictures(announcements, ffmpeg.stdout))
      yield { ...picture, takenMs: picture.takenMs + input.zeroMs() };
    ffmpeg.kill();
    await ended;
    if (!isClosed) throw cause ?? captureError('ended', 'the decoder ended');
  }
  return {
    write: input.write,
    pictures,
    get decodeErrors() {
      return log.decodeErrors();
    },
    finish: () => {
      isClosed = true;
      input.stream.end();
    },
    close: () => {
      isClosed = true;
      ffmpeg.kill();
      return ended;
    },
  };
}

/** Muxes packets as Matroska, with times relative to the first packet. */
function createPacketInput(format: VideoFormat) {
  const stream = new PassThrough({ highWaterMark: maxWaitingBytes });
  const toBlock = createBlockWriter();
  let zeroMs: number | null = null;
  stream.write(matroskaHeader(format));
  return {
    stream,
    zeroMs: () => zeroMs ?? 0,
    write: ({ data, isKey, takenMs }: TimedPacket): boolean => {
      if (!stream.writable || stream.writableLength > maxWaitingBytes) return false;
      zeroMs ??= Math.round(takenMs);
      stream.write(toBlock({ data, isKey, timeMs: takenMs - zeroMs }));
      return true;
    },
  };
}

function createDecoderLog(onPicture: (announcement: Announcement) => void) {
  const lines: string[] = [];
  let ticksToMs = 1;
  let decodeErrors = 0;
  return {
    lines,
    decodeErrors: () => decodeErrors,
    take: (line: string): void => {
      const fact = readLogLine(line);
      if (fact?.type === 'time-base') ticksToMs = fact.ticksToMs;
      if (fact?.type === 'decode-error') decodeErrors += 1;
      if (fact?.type === 'frame') onPicture({ ...fact, ptsMs: fact.pts * ticksToMs });
      else if (isWorthKeeping(line)) lines.splice(0, lines.push(line) - keptLines);
    },
  };
}

async function* readPictures(
  announcements: AsyncIterable<Announcement>,
  stdout: Readable,
): AsyncGenerator<DecodedPicture> {
  const reader = createByteReader(stdout);
  for await (const { ptsMs, width, height } of announcements) {
    if (width * height > maxPixels)
      throw captureError('unusable-picture', `${width} × ${height} pixels`);
    const rgb = await reader.read(width * height * 3);
    if (rgb === null) return;
    yield { takenMs: ptsMs, width, height, rgb };
  }
}
