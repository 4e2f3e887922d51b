// Keeps a decoder running while a camera's stream runs: starts one with the first packet to decode, and a new one when it ends.
// Takes packets; returns pictures. A stream that no decoder can read ends the run.
import type { Clock } from '../../host/clock.ts';
import { captureError } from '../ffmpeg/capture-error.ts';
import type { DecodedPicture } from './decoder.ts';
import { createDecoders, type Decoders, type DecodersOptions } from './decoders.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { canHold } from '../packets/matroska.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';

export interface Decoding {
  take(packet: TimedPacket, format: VideoFormat): void;
  /** Ends after `end`; throws a CaptureError when the stream cannot be decoded. */
  pictures(): AsyncIterable<DecodedPicture>;
  /** Call when no more packets come: the pending ones are decoded, for a few seconds at most. */
  end(): void;
  /** Resolves when the process has ended. */
  close(): Promise<void>;
}

export interface DecodingOptions extends DecodersOptions {
  clock: Clock;
}

/** Pending packets are decoded for at most this long: a camera may disconnect while a slow machine still decodes. */
const drainMs = 3000;

export function createDecoding(options: DecodingOptions): Decoding {
  const { feed, clock } = options;
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
      // Another mode thins pictures differently, so it needs another decoder.
      if (feed.mode !== mode) void decoders.renew();
      for (const one of due) decoders.write(one, format);
    },
    pictures: () => pictures,
    end: () => {
      isOver = true;
      void drain({ decoders, pictures, clock });
    },
    close: async () => {
      isOver = true;
      pictures.close();
      await decoders.close();
    },
  };
}

interface Drain {
  decoders: Pick<Decoders, 'finish'>;
  pictures: Mailbox<DecodedPicture>;
  clock: Clock;
}

async function drain({ decoders, pictures, clock }: Drain): Promise<void> {
  const late = new AbortController();
  await Promise.race([decoders.finish(), clock.wait(drainMs, late.signal)]);
  late.abort();
  pictures.close();
}
