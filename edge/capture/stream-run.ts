// One run over a live stream. A receiver returns coded pictures; each goes to the recorder and, when a look is due, to the
// decoder, and neither can block the other. Ends when the receiver ends, or when a watch finds that the camera has gone silent.
import { captureError } from '../ffmpeg/capture-error.ts';
import { thinningMs } from './capture-plan.ts';
import { planDecoding } from './decode-plan.ts';
import type { DecodedPicture } from './decoder.ts';
import { createDecoding, type Decoding } from './decoding.ts';
import { createLookFeed } from './look-feed.ts';
import type { CaptureOptions, CaptureStatus } from './capture-options.ts';
import type { TimedPacket } from '../packets/packet.ts';
import { planReceiving } from './receive-plan.ts';
import { startReceiver, type Receiver } from './receiver.ts';
import { openRecording, type Recording } from './recording.ts';
import { createStreamClock } from './stream-clock.ts';
import { watchReceiver } from './watch.ts';

const defaultWidth = 1280;

export async function* streamRun(
  options: CaptureOptions,
  status: CaptureStatus,
): AsyncGenerator<DecodedPicture> {
  const { camera, transport, clock, signal } = options;
  const receiver = startReceiver(planReceiving(camera.source, transport), () => clock.steady());
  const decoding = startDecoding(options, status);
  const recording = openRecording(options, () => receiver.format());
  const ending = new AbortController();
  const seen: Seen = { keyMs: null };
  const stop = () => {
    void receiver.stop();
    void decoding.close();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const watching = watchReceiver({ receiver, clock, seen, signal: ending.signal, options });
  const pumping = pump({ options, status, receiver, decoding, recording, seen });
  const endDecoding = () => {
    decoding.end();
  };
  void pumping.then(endDecoding, endDecoding);
  try {
    yield* decoding.pictures();
    await pumping;
  } finally {
    signal.removeEventListener('abort', stop);
    ending.abort();
    await receiver.stop();
    await pumping.catch(() => undefined);
    await Promise.all([decoding.close(), recording.close(), watching]);
  }
}

/** When the last key frame came, monotonic ms; read by the watch. */
interface Seen {
  keyMs: number | null;
}

interface Parts {
  options: CaptureOptions;
  status: CaptureStatus;
  receiver: Receiver;
  decoding: Decoding;
  recording: Recording;
  seen: Seen;
}

/** Hands packets to recorder and decoder until the receiver ends. Throws why it ended. */
async function pump({
  options,
  status,
  receiver,
  decoding,
  recording,
  seen,
}: Parts): Promise<void> {
  const place = createStreamClock();
  for await (const packet of receiver.packets()) {
    const format = receiver.format();
    if (format === null) throw captureError('failed', 'packets without a format');
    if (status.source === null) {
      status.source = format;
      options.onEvent?.({ type: 'opened', source: format, decode: status.decode });
    }
    const { takenMs, stamp, offMs } = place(packet);
    if (stamp === 'odd' || stamp === 'restarted')
      options.onEvent?.({ type: 'time-jump', stamp, offMs });
    if (packet.isKey) seen.keyMs = packet.arrivedMs;
    const timed: TimedPacket = { ...packet, takenMs };
    recording.write(timed);
    decoding.take(timed, format);
  }
}

function startDecoding(options: CaptureOptions, status: CaptureStatus): Decoding {
  const { camera, periodMs, clock, looks } = options;
  const feed = createLookFeed({
    mode: status.decode,
    mayChange: options.decode === 'auto',
    periodMs,
    ...(looks && { looks }),
    onChange: ({ mode, reason, waitedMs }) => {
      status.decode = mode;
      options.onEvent?.({ type: 'run-again', reason, decode: mode, waitedMs });
    },
  });
  return createDecoding({
    feed,
    plan: (stream) =>
      planDecoding(stream, {
        thinningMs: thinningMs(feed.mode, periodMs),
        maxWidth: options.analysisWidth ?? defaultWidth,
        privacyMasks: camera.privacyMasks ?? [],
      }),
    clock,
    onErrors: (errors) => {
      status.decodeErrors += errors;
    },
    onDropped: () => {
      status.framesDropped += 1;
    },
  });
}
