// Writes one camera's packets into segments on disk, each of which can be played by itself. Takes packets as they come and
// never makes anybody wait: what the disk cannot take is left out, with the reason, and recording begins anew at a later
// key frame. Packets are written together, twice a second, because each write costs much more than a packet of bytes. Nothing
// that goes wrong here reaches the analysis.
import type { Clock } from '../../host/clock.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';
import { createPacketBatches } from './packet-batches.ts';
import type { Segment } from './segment.ts';
import { createSegmentWriter } from './segment-writer.ts';

/** Why nothing is recorded: an error code of the file system (a disk that is all but full too), or that it is too slow. */
export interface RecordingProblem {
  detail: string;
}

export interface RecorderOptions {
  dir: string;
  clock: Clock;
  /** The segment that is being written has grown; its name is a working name. */
  onGrown: (segment: Segment) => void;
  /** A segment is whole; it is still under its working name. */
  onSegment: (segment: Segment) => void;
  /** Told when it changes; null when recording works again. */
  onProblem: (problem: RecordingProblem | null) => void;
}

export interface Recorder {
  write(packet: TimedPacket, format: VideoFormat): void;
  /** Finishes the segment that is being written. */
  close(): Promise<void>;
}

export const tooSlow = 'the disk is too slow';
const mostWaitingBytes = 32 << 20;
const tryAgainAfterMs = 10_000;

export function createRecorder(options: RecorderOptions): Recorder {
  const { clock } = options;
  const problem = createProblem(options.onProblem);
  const file = createSegmentWriter({ ...options, onWhole: problem.clear });
  let waitingBytes = 0;
  let turn: Promise<void> = Promise.resolve();
  const pause = createPause(clock, problem.set);

  /** Keeps what was written so far, and rests. */
  const rest = async (error: unknown): Promise<void> => {
    pause.begin(detailOf(error));
    await file.finish().catch(() => undefined);
  };
  const batches = createPacketBatches(({ packets, format, bytes }) => {
    turn = turn
      .then(() => file.append(packets.filter(pause.isOver), format))
      .catch(rest)
      .finally(() => {
        waitingBytes -= bytes;
      });
  });
  return {
    write(packet, format) {
      const { length } = packet.data;
      if (waitingBytes + length > mostWaitingBytes) {
        pause.begin(tooSlow);
        return;
      }
      waitingBytes += length;
      batches.take(packet, format);
    },
    close: () => {
      batches.flush();
      return (turn = turn.then(() => file.finish()).catch(() => undefined));
    },
  };
}

/** A time in which nothing is recorded, because the disk has failed or is too slow. */
function createPause(clock: Clock, onBegin: (detail: string) => void) {
  let untilMs = -Infinity;
  return {
    begin: (detail: string): void => {
      untilMs = clock.steady() + tryAgainAfterMs;
      onBegin(detail);
    },
    isOver: ({ arrivedMs }: TimedPacket): boolean => arrivedMs >= untilMs,
  };
}

function createProblem(onProblem: RecorderOptions['onProblem']) {
  let current: string | null = null;
  return {
    set: (detail: string): void => {
      if (current !== detail) onProblem({ detail });
      current = detail;
    },
    clear: (): void => {
      if (current !== null) onProblem(null);
      current = null;
    },
  };
}

function detailOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.message : String(error);
}
