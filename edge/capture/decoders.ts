// Runs one decoder after another for a camera. Takes packets; puts pictures into a mailbox, and closes it when several decoders
// in a row fail.
import type { Readable } from 'node:stream';
import { captureError, CaptureError } from '../ffmpeg/capture-error.ts';
import type { FfmpegJob } from '../ffmpeg/ffmpeg-process.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';
import { startDecoder, type DecodedPicture, type Decoder } from './decoder.ts';
import type { LookFeed } from './look-feed.ts';
import type { Mailbox } from './mailbox.ts';

export interface DecodersOptions {
  feed: LookFeed;
  plan: (stream: Readable) => Omit<FfmpegJob, 'onLine'>;
  onErrors: (errors: number) => void;
  /** A packet was dropped because the decoder is too far behind. */
  onDropped: () => void;
}

export interface Decoders {
  write(packet: TimedPacket, format: VideoFormat): void;
  /** The next packet starts a new decoder. */
  renew(): Promise<void>;
  /** Resolves when all pending packets are decoded. */
  finish(): Promise<void>;
  /** Resolves when no process is left. */
  close(): Promise<void>;
}

export function createDecoders(
  options: DecodersOptions,
  pictures: Mailbox<DecodedPicture>,
): Decoders {
  return new DecodersOfCamera(options, createPictureReader(options.feed, pictures));
}

class DecodersOfCamera implements Decoders {
  readonly #options: DecodersOptions;
  readonly #read: (decoder: Decoder) => Promise<void>;
  #decoder: Decoder | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(options: DecodersOptions, read: (decoder: Decoder) => Promise<void>) {
    this.#options = options;
    this.#read = read;
  }

  write(packet: TimedPacket, format: VideoFormat): void {
    const { feed, onDropped } = this.#options;
    // A new decoder can only start with a key frame; the feed is told when one died in the middle of a GOP.
    if (this.#decoder === null && !packet.isKey) {
      feed.begin();
      return;
    }
    const decoder = this.#decoder ?? this.#start(format);
    if (decoder.write(packet)) return;
    onDropped();
    feed.begin();
  }

  async renew(): Promise<void> {
    const former = this.#decoder;
    this.#decoder = null;
    await former?.close();
  }

  async finish(): Promise<void> {
    this.#decoder?.finish();
    await this.#running;
  }

  async close(): Promise<void> {
    await this.#decoder?.close();
    await this.#running;
  }

  #start(format: VideoFormat): Decoder {
    const fresh = startDecoder(format, this.#options.plan);
    this.#decoder = fresh;
    const { onErrors } = this.#options;
    const over = this.#read(fresh).then(() => {
      onErrors(fresh.decodeErrors);
      if (this.#decoder === fresh) this.#decoder = null;
      return fresh.close();
    });
    this.#running = Promise.all([this.#running, over]).then(() => undefined);
    return fresh;
  }
}

/** After this many decoders in a row that return no picture, the stream counts as unreadable. */
const maxFailures = 3;

/** Reads a decoder to its end, and fails the stream when several in a row return nothing. */
function createPictureReader(feed: LookFeed, pictures: Mailbox<DecodedPicture>) {
  let failures = 0;
  let lastTakenMs = -Infinity;
  return async (decoder: Decoder): Promise<void> => {
    try {
      for await (const picture of decoder.pictures()) {
        failures = 0;
        feed.gave(picture.takenMs);
        // A decoder that restarted at the key frame returns some pictures again: skip them.
        if (picture.takenMs <= lastTakenMs) continue;
        lastTakenMs = picture.takenMs;
        pictures.push(picture);
      }
    } catch (error) {
      failures += 1;
      if (failures >= maxFailures || isUnusable(error)) pictures.close(asCaptureError(error));
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
