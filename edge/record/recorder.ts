// Writes one camera's packets into segments on disk; each segment can be played alone. Takes packets as they come and never blocks the
// caller: packets that the disk cannot take are dropped, with a reason, and recording starts again at a later key frame. Packets are
// written in batches, twice a second, because a write costs much more than its bytes. Failures do not affect the analysis.
import type { Clock } from '../../host/clock.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';
import { createPacketBatches } from './packet-batches.ts';
import type { Segment } from './segment.ts';
import { createSegmentWriter } from './segment-writer.ts';

/** Why nothing is recorded: an error code of the file system (ENOSPC also for a nearly full disk), or `tooSlow`. */
export interface RecordingProblem {
  detail: string;
}

export interface RecorderOptions {
  dir: string;
  clock: Clock;
  /** The unfinished segment has grown; it has its working name. */
  onGrown: (segment: Segment) => void;
  /** A segment is finished; it still has its working name. */
  onSegment: (segment: Segment) => void;
  /** Called when the problem changes; null when recording works again. */
  onProblem: (problem: RecordingProblem | null) => void;
}

export interface Recorder {
  write(packet: TimedPacket, format: VideoFormat): void;
  /** Finishes the current segment. */
  close(): Promise<void>;
}

export const tooSlow = 'the disk is too slow';
const maxWaitingBytes = 32 << 20;
const tryAgainAfterMs = 10_000;

export function createRecorder(options: RecorderOptions): Recorder {
  const { clock } = options;
  const problem = createProblem(options.onProblem);
  const file = createSegmentWriter({ ...options, onWhole: problem.clear });
  let waitingBytes = 0;
  let turn: Promise<void> = Promise.resolve();
  const pause = createPause(clock, problem.set);

  /** Finishes the current segment and pauses. */
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
      if (waitingBytes + length > maxWaitingBytes) {
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

/** A time without recording, after the disk failed or was too slow. */
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
