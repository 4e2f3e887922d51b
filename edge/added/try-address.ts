// Opens the address of a camera once. Takes the address; returns a picture and the format of the stream, or the reason for a failure,
// within about twenty seconds.
import type { AnsweredTry, AskedTry, CameraTryFault } from '../../contracts/index.ts';
import { maxTryPictureLength } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { startDecoder } from '../capture/decoder.ts';
import { planDecoding } from '../capture/decode-plan.ts';
import { planReceiving } from '../capture/receive-plan.ts';
import { startReceiver } from '../capture/receiver.ts';
import { CaptureError, captureError, type CaptureFailureReason } from '../ffmpeg/capture-error.ts';
import { canHold } from '../packets/matroska.ts';
import type { Packet, VideoFormat } from '../packets/packet.ts';
import { encodePicture } from '../record/encode-picture.ts';

const limitMs = 15_000;
/** How long the video is received, to measure its frame rate and key frame interval. */
const watchMs = 6000;
const pictureWidth = 960;

export async function tryAddress(
  asked: AskedTry,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<AnsweredTry> {
  const ways = asked.transport === 'auto' ? (['tcp', 'udp'] as const) : [asked.transport];
  let refused: CaptureError = captureError('failed');
  for (const transport of ways) {
    try {
      return await open(asked.source, transport, { clock, signal });
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      refused = error;
      if (error.reason !== 'transport-refused') break;
    }
  }
  return fault(faultOf(refused), refused.message);
}

interface Watched {
  format: VideoFormat;
  packets: readonly Packet[];
  tookMs: number;
}

async function open(
  source: string,
  transport: 'tcp' | 'udp',
  parts: { clock: Clock; signal: AbortSignal },
): Promise<AnsweredTry> {
  const { format, packets, tookMs } = await watch(source, transport, parts);
  const { codec, width, height } = format;
  if (!canHold(codec)) return fault('unsupported-codec', `the camera sends ${codec}`, codec);
  const first = packets.findIndex(({ isKey }) => isKey);
  const picture = first < 0 ? null : await pictureOf(format, packets.slice(first), parts);
  if (picture === null) return fault('no-picture', 'no picture can be decoded', codec);
  const result = { outcome: 'picture', codec, width, height, transport, tookMs } as const;
  return { result: { ...result, ...paceOf(packets) }, picture };
}

async function watch(
  source: string,
  transport: 'tcp' | 'udp',
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<Watched> {
  const startedMs = clock.steady();
  const receiver = startReceiver(planReceiving(source, transport), () => clock.steady());
  const ending = new AbortController();
  const stopWith = AbortSignal.any([signal, ending.signal]);
  void clock.wait(limitMs, stopWith).then(() => {
    receiver.fail(captureError(receiver.sentMs() === null ? 'timed-out' : 'no-key-frame'));
  });
  const packets: Packet[] = [];
  let tookMs: number | null = null;
  try {
    for await (const packet of receiver.packets()) {
      packets.push(packet);
      if (packet.isKey) tookMs ??= clock.steady() - startedMs;
      if (tookMs !== null && clock.steady() - startedMs - tookMs > watchMs) break;
    }
  } catch (error) {
    // If there were pictures before the error, they are enough.
    if (tookMs === null) throw error;
  } finally {
    ending.abort();
    await receiver.stop();
  }
  const format = receiver.format();
  if (format === null || tookMs === null) throw captureError('no-key-frame');
  return { format, packets, tookMs };
}

/** Frame rate and key frame interval, by the camera's time stamps. */
function paceOf(packets: readonly Packet[]): {
  frameRate: number | null;
  keyFrameMs: number | null;
} {
  const times = packets.flatMap(({ ptsMs }) => (ptsMs === null ? [] : [ptsMs]));
  const keys = packets.flatMap(({ isKey, ptsMs }) => (isKey && ptsMs !== null ? [ptsMs] : []));
  const apart = meanStep(times);
  return {
    frameRate: apart === null ? null : Math.round(10_000 / apart) / 10,
    keyFrameMs: meanStep(keys),
  };
}

function meanStep(times: readonly number[]): number | null {
  if (times.length < 2) return null;
  // With B-frames the last packet is not the latest picture.
  const step =
    Math.round((10 * (Math.max(...times) - Math.min(...times))) / (times.length - 1)) / 10;
  return step > 0 ? step : null;
}

async function pictureOf(
  format: VideoFormat,
  packets: readonly Packet[],
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<string | null> {
  const wishes = { thinningMs: 1000, maxWidth: pictureWidth, privacyMasks: [] };
  const decoder = startDecoder(format, (stream) => planDecoding(stream, wishes));
  const ending = new AbortController();
  void clock
    .wait(limitMs, AbortSignal.any([signal, ending.signal]))
    .then(() => void decoder.close());
  try {
    for (const [index, packet] of packets.entries())
      decoder.write({ ...packet, takenMs: packet.ptsMs ?? index * 40 });
    decoder.finish();
    for await (const picture of decoder.pictures()) {
      const jpeg = await encodePicture(picture);
      const text = Buffer.from(jpeg).toString('base64');
      return text.length <= maxTryPictureLength ? text : null;
    }
    return null;
  } catch (error) {
    if (error instanceof CaptureError) return null;
    throw error;
  } finally {
    ending.abort();
    await decoder.close();
  }
}

function fault(name: CameraTryFault, detail: string, codec: string | null = null): AnsweredTry {
  const result = { outcome: 'fault', fault: name, detail: detail.slice(0, 500), codec } as const;
  return { result, picture: null };
}

const faults: Readonly<Record<CaptureFailureReason, CameraTryFault>> = {
  'login-refused': 'login-refused',
  forbidden: 'login-refused',
  'not-found': 'not-found',
  unreachable: 'no-route',
  'timed-out': 'no-answer',
  'transport-refused': 'no-video',
  'no-video': 'no-video',
  'not-a-video': 'not-rtsp',
  empty: 'no-picture',
  damaged: 'no-picture',
  truncated: 'no-picture',
  ended: 'not-rtsp',
  stalled: 'no-picture',
  'no-key-frame': 'no-picture',
  'unusable-picture': 'no-picture',
  'no-ffmpeg': 'no-ffmpeg',
  failed: 'failed',
};

/** Splits "unreachable" into causes that people can act on. */
function faultOf({ reason, message }: CaptureError): CameraTryFault {
  if (reason === 'unreachable' && /refused/i.test(message)) return 'connection-refused';
  if (reason === 'unreachable' && /resolve|Name or service/i.test(message)) return 'name-unknown';
  return faults[reason];
}
