// Keeps one camera's pictures decoded for as long as its stream runs: a decoder is started with the first packet that is to
// be decoded, and a fresh one when it ends. Takes packets; gives pictures. A stream that no decoder can read ends the run.
import type { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import { captureError, CaptureError } from '../ffmpeg/capture-error.ts';
import { startDecoder, type DecodedPicture, type Decoder } from './decoder.ts';
import type { FfmpegJob } from '../ffmpeg/ffmpeg-process.ts';
import type { LookFeed } from './look-feed.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { canHold } from '../packets/matroska.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';

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

export function createDecoding(options: DecodingOptions): Decoding {
  const { feed } = options;
  const pictures = createMailbox<DecodedPicture>();
  const decoders = createDecoders(options, pictures);
  let isOver = false;
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
      if (feed.mode !== mode) void decoders.renew();
      for (const one of due) decoders.write(one, format);
    },
    pictures: () => pictures,
    end: () => {
      isOver = true;
      pictures.close();
    },
    close: async () => {
      isOver = true;
      pictures.close();
      await decoders.close();
    },
  };
}

/** One decoder after the other: a fresh one when there is none. */
function createDecoders(options: DecodingOptions, pictures: Mailbox<DecodedPicture>) {
  const { feed, plan, onErrors, onDropped } = options;
  const read = createPictureReader(feed, pictures);
  let decoder: Decoder | null = null;
  let running: Promise<void> = Promise.resolve();

  const run = async (mine: Decoder): Promise<void> => {
    await read(mine);
    onErrors(mine.decodeErrors);
    if (decoder === mine) decoder = null;
    await mine.close();
  };
  const start = (format: VideoFormat): Decoder => {
    const fresh = startDecoder(format, plan);
    decoder = fresh;
    running = Promise.all([running, run(fresh)]).then(() => undefined);
    return fresh;
  };
  return {
    write: (packet: TimedPacket, format: VideoFormat): void => {
      // A fresh decoder can begin with a key frame only; the feed knows when one died in the middle.
      if (decoder === null && !packet.isKey) {
        feed.begin();
        return;
      }
      if ((decoder ?? start(format)).write(packet)) return;
      onDropped();
      feed.begin();
    },
    renew: async (): Promise<void> => {
      const former = decoder;
      decoder = null;
      await former?.close();
    },
    close: async (): Promise<void> => {
      await decoder?.close();
      await running;
    },
  };
}

/** So many decoders in a row that end without a picture: the stream cannot be read. */
const mostFailures = 3;

/** Reads a decoder to its end, and gives up the stream when none of them gets on. */
function createPictureReader(feed: LookFeed, pictures: Mailbox<DecodedPicture>) {
  let failures = 0;
  let lastTakenMs = -Infinity;
  return async (decoder: Decoder): Promise<void> => {
    try {
      for await (const picture of decoder.pictures()) {
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
    }
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
