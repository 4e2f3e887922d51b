// Receives one camera's stream: an ffmpeg that only copies, and gives every coded picture with its time stamp. Takes the
// job; gives packets in the order they came, and the format of the stream. Ends when ffmpeg ends, with the reason.
import type { Readable } from 'node:stream';
import { createByteReader } from './byte-reader.ts';
import { captureError, CaptureError, classifyFailure } from '../ffmpeg/capture-error.ts';
import { isWorthKeeping, readLogLine } from '../ffmpeg/ffmpeg-log.ts';
import { startFfmpeg, type FfmpegJob } from '../ffmpeg/ffmpeg-process.ts';
import { createMailbox } from './mailbox.ts';
import type { Packet, VideoFormat } from '../packets/packet.ts';
import { answerLimitMs } from './receive-plan.ts';
import { readPacketLine, type PacketFact } from './packet-list.ts';

export interface Receiver {
  /** Null until ffmpeg has said what the stream is. */
  format(): VideoFormat | null;
  /**
   * When the camera sent something last, by the steady clock; null when it has not. Before its first key frame ffmpeg gives
   * no packets, but its log tells that some come.
   */
  sentMs(): number | null;
  /** Ends with ffmpeg; throws a CaptureError, or what `fail` was given. */
  packets(): AsyncGenerator<Packet>;
  /** Ends the receiver for this reason. */
  fail(error: Error): void;
  /** Ends it without an error; resolves when ffmpeg is gone. */
  stop(): Promise<void>;
}

interface Listed {
  ptsMs: number | null;
  bytes: number;
  isKey: boolean;
  arrivedMs: number;
}

const keptLines = 20;
/** No coded picture is larger than this; a list that says so is damaged. */
const mostBytes = 64 << 20;

/** @param steady ms of the steady clock */
export function startReceiver(job: Omit<FfmpegJob, 'onLine'>, steady: () => number): Receiver {
  const list = createMailbox<Listed>();
  const lines: string[] = [];
  const startedMs = steady();
  const end: Ending = { cause: null, isStopped: false, hasAnswered: false };
  const take = createListTaker(steady, (listed) => {
    list.push(listed);
  });
  const onLine = (line: string) => {
    if (take.line(line)) return;
    if (isWorthKeeping(line)) lines.splice(0, lines.push(line) - keptLines);
    if (readLogLine(line)?.type === 'no-parameters') end.hasAnswered = true;
  };
  const ffmpeg = startFfmpeg({ ...job, onLine });
  const ended = ffmpeg.ended.then(({ error }) => {
    list.close();
    const said = [...lines, error?.message.split('\n')[0] ?? ''];
    const lastedMs = take.sentMs() === null ? steady() - startedMs : null;
    if (error) end.cause ??= withoutAnswer(classifyFailure(said), lastedMs);
    end.cause = asStalled(end.cause, end.hasAnswered && take.sentMs() === null);
  });
  return {
    format: take.format,
    sentMs: take.sentMs,
    packets: () => packetsOf(readPackets(list, ffmpeg.stdout), ended, end),
    fail: (error) => {
      end.cause ??= error;
      ffmpeg.kill();
    },
    stop: () => {
      end.isStopped = true;
      ffmpeg.kill();
      return ended;
    },
  };
}

interface Ending {
  cause: Error | null;
  isStopped: boolean;
  /** It has told what the stream is, though perhaps sent nothing of it. */
  hasAnswered: boolean;
}

async function* packetsOf(
  packets: AsyncGenerator<Packet>,
  ended: Promise<void>,
  end: Readonly<Ending>,
): AsyncGenerator<Packet> {
  yield* packets;
  await ended;
  if (!end.isStopped) throw end.cause ?? captureError('ended');
}

/**
 * ffmpeg does not say that a request was never answered: it ends after its limit, with words that mean nothing.
 * @param lastedMs null when the camera has sent something
 */
export function withoutAnswer(named: CaptureError, lastedMs: number | null): CaptureError {
  const isVague = named.reason === 'failed' || named.reason === 'not-a-video';
  return isVague && lastedMs !== null && lastedMs >= answerLimitMs
    ? captureError('timed-out')
    : named;
}

/** A camera that has answered and then sent nothing in time is not one that does not answer. */
export function asStalled(cause: Error | null, isSilent: boolean): Error | null {
  return isSilent && cause instanceof CaptureError && cause.reason === 'timed-out'
    ? captureError('stalled')
    : cause;
}

async function* readPackets(list: AsyncIterable<Listed>, stdout: Readable): AsyncGenerator<Packet> {
  const reader = createByteReader(stdout);
  for await (const { bytes, ptsMs, isKey, arrivedMs } of list) {
    if (bytes > mostBytes) throw captureError('failed', `a coded picture of ${bytes} bytes`);
    const data = await reader.read(bytes);
    if (data === null) return;
    yield { data, isKey, ptsMs, arrivedMs };
  }
}

function createListTaker(steady: () => number, onPacket: (listed: Listed) => void) {
  let ticksToMs = 1;
  let codec: string | null = null;
  let size = { width: 0, height: 0 };
  let sentMs: number | null = null;
  const take = (fact: PacketFact) => {
    switch (fact.type) {
      case 'time-base':
        ticksToMs = fact.ticksToMs;
        return;
      case 'codec':
        codec = fact.codec;
        return;
      case 'size':
        size = { width: fact.width, height: fact.height };
        return;
      case 'packet': {
        const { bytes, isKey, ptsTicks } = fact;
        const ptsMs = ptsTicks === null ? null : ptsTicks * ticksToMs;
        sentMs = steady();
        onPacket({ ptsMs, bytes, isKey, arrivedMs: sentMs });
      }
    }
  };
  return {
    format: (): VideoFormat | null => (codec === null ? null : { codec, ...size }),
    sentMs: (): number | null => sentMs,
    /** Whether the line is of the list. */
    line: (line: string): boolean => {
      const fact = readPacketLine(line);
      if (fact) take(fact);
      else if (readLogLine(line)?.type === 'decode-error') sentMs = steady();
      return fact !== null;
    },
  };
}
