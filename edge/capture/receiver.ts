// Receives one camera's stream with an ffmpeg that only copies. Takes the job; returns the coded pictures in order with their
// time stamps, and the format of the stream. Ends when ffmpeg ends, with the reason.
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
  /** Null until ffmpeg has reported the stream format. */
  format(): VideoFormat | null;
  /**
   * When the camera last sent something, by the monotonic clock; null for never. Before the first key frame ffmpeg outputs no
   * packets, but its log shows that some arrive.
   */
  sentMs(): number | null;
  /** Ends with ffmpeg; throws a CaptureError, or the error given to `fail`. */
  packets(): AsyncGenerator<Packet>;
  /** Ends the receiver with this error. */
  fail(error: Error): void;
  /** Ends the receiver without an error; resolves when ffmpeg has exited. */
  stop(): Promise<void>;
}

interface Listed {
  ptsMs: number | null;
  bytes: number;
  isKey: boolean;
  arrivedMs: number;
}

const keptLines = 20;
/** Larger than any coded picture: a list with a larger size is damaged. */
const mostBytes = 64 << 20;

/** @param steady monotonic ms */
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
  /** The camera has described the stream, but may have sent nothing of it. */
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
 * ffmpeg does not report an unanswered request: it ends after its time limit with an unrelated message.
 * @param lastedMs null when the camera has sent something
 */
export function withoutAnswer(named: CaptureError, lastedMs: number | null): CaptureError {
  const isVague = named.reason === 'failed' || named.reason === 'not-a-video';
  return isVague && lastedMs !== null && lastedMs >= answerLimitMs
    ? captureError('timed-out')
    : named;
}

/** A camera that answered and then sent nothing has stalled; it is not unreachable. */
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
    /** Whether the line belongs to the packet list. */
    line: (line: string): boolean => {
      const fact = readPacketLine(line);
      if (fact) take(fact);
      else if (readLogLine(line)?.type === 'decode-error') sentMs = steady();
      return fact !== null;
    },
  };
}
