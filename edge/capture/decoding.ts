// Keeps one camera's pictures decoded for as long as its stream runs: a decoder is started with the first packet that is to
// be decoded, and a fresh one when it ends. Takes packets; gives pictures. A stream that no decoder can read ends the run.
import type { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import { captureError, CaptureError } from './capture-error.ts';
import { startDecoder, type DecodedPicture, type Decoder } from './decoder.ts';
import type { FfmpegJob } from './ffmpeg-process.ts';
import type { LookFeed } from './look-feed.ts';
import { createMailbox } from './mailbox.ts';
import { canHold } from './matroska.ts';
import type { TimedPacket, VideoFormat } from './packet.ts';

export interface Decoding {
  take(packet: TimedPacket, format: VideoFormat): void;
  /** Ends after `end`; throws a CaptureError when the stream cannot be decoded. */
  pictures(): AsyncIterable<DecodedPicture>;
  /** No more packets come. */
  end(): void;
  /** Resolves when no process is left. */
  close(): Promise<void>;
}

export interface DecodingOptions {
  feed: LookFeed;
  plan: (stream: Readable) => Omit<FfmpegJob, 'onLine'>;
  clock: Clock;
  onErrors: (errors: number) => void;
  /** A packet was not decoded, since the decoder is too far behind. */
  onDropped: () => void;
}

/** So many decoders in a row that end without a picture: the stream cannot be read. */
const mostFailures = 3;

export function createDecoding(options: DecodingOptions): Decoding {
  const { feed } = options;
  const pictures = createMailbox<DecodedPicture>();
  let decoder: Decoder | null = null;
  let running: Promise<void> = Promise.resolve();
  let failures = 0;
  let isOver = false;
  let lastTakenMs = -Infinity;

  const run = async (mine: Decoder): Promise<void> => {
    try {
      for await (const picture of mine.pictures()) {
        failures = 0;
        feed.gave(picture.takenMs);
        // A decoder that began with a group anew gives again what is known.
        if (picture.takenMs <= lastTakenMs) continue;
        lastTakenMs = picture.takenMs;
        pictures.push(picture);
      }
    } catch (error) {
      failures += 1;
      if (failures >= mostFailures || isUnusable(error)) pictures.close(asCaptureError(error));
    } finally {
      options.onErrors(mine.decodeErrors);
      if (decoder === mine) decoder = null;
      await mine.close();
    }
  };
  const start = (format: VideoFormat): Decoder => {
    const fresh = startDecoder(format, options.plan);
    decoder = fresh;
    running = Promise.all([running, run(fresh)]).then(() => undefined);
    return fresh;
  };
  const write = (packet: TimedPacket, format: VideoFormat): void => {
    // A fresh decoder can begin with a key frame only; the feed knows when one died in the middle.
    if (decoder === null && !packet.isKey) {
      feed.begin();
      return;
    }
    if ((decoder ?? start(format)).write(packet)) return;
    options.onDropped();
    feed.begin();
  };
  const renew = async (): Promise<void> => {
    const former = decoder;
    decoder = null;
    await former?.close();
  };
  return {
    take: (packet, format) => {
      if (isOver) return;
      if (!canHold(format.codec)) {
        pictures.close(captureError('not-a-video', `codec ${format.codec}`));
        return;
      }
      const { mode } = feed;
      const due = feed.take(packet);
      // Another mode is another thinning, so it is another decoder.
      if (feed.mode !== mode) void renew();
      for (const one of due) write(one, format);
    },
    pictures: () => pictures,
    end: () => {
      isOver = true;
      pictures.close();
    },
    close: async () => {
      isOver = true;
      pictures.close();
      await decoder?.close();
      await running;
    },
  };
}

function isUnusable(error: unknown): boolean {
  return error instanceof CaptureError && error.reason === 'unusable-picture';
}

function asCaptureError(error: unknown): CaptureError {
  if (error instanceof CaptureError)
    return isUnusable(error) ? error : captureError('damaged', error.message);
  return captureError('damaged', error instanceof Error ? error.message : String(error));
}
