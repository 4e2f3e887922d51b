// From a camera to frames. Takes one camera's source and wishes; gives its frames in order, and says what is recorded.
// Files are read as fast as the reader takes them; of live pictures the oldest is dropped. Ends quietly at the end of a
// file or when stopped, with a CaptureError otherwise.
import type { Camera } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../clock.ts';
import { isStream, recordsAnew, type DecodeMode, type Transport } from './capture-plan.ts';
import { fileRun } from './file-run.ts';
import { createFrameTimes, type FrameTimes } from './frame-times.ts';
import { createMailbox } from './mailbox.ts';
import { RunAgain, type RunAgainReason } from './run-again.ts';
import type { SourceInfo } from './session.ts';
import { streamRun } from './stream-run.ts';

export type CaptureEvent =
  | { type: 'opened'; source: SourceInfo; decode: DecodeMode }
  | { type: 'run-again'; reason: RunAgainReason; decode: DecodeMode; waitedMs: number }
  | { type: 'waiting-for-key-frame'; waitedMs: number }
  /** The camera's time stamps jumped: a single one, or all from now on. */
  | { type: 'time-jump'; stamp: 'odd' | 'restarted'; offMs: number }
  /** The time of day of this machine was set, by so much. */
  | { type: 'clock-step'; byMs: number }
  | { type: 'segment'; file: string; startAt: number; endAt: number }
  /** The segment that is being written, so far. */
  | { type: 'segment-grown'; file: string; startAt: number; endAt: number }
  /** Nothing is recorded, and why; null when it is again. */
  | { type: 'recording-problem'; detail: string | null };

export interface CaptureOptions {
  camera: Pick<Camera, 'id' | 'source'> & Partial<Pick<Camera, 'privacyMasks'>>;
  periodMs: number;
  decode: 'auto' | DecodeMode;
  /** Streams with `auto`: the mode that was right when the camera was seen last. */
  beginWith?: DecodeMode;
  transport: Transport;
  signal: AbortSignal;
  clock: Clock;
  /** Widest analysis picture; wider sources are scaled down. */
  analysisWidth?: number;
  /** Where to write segments of the video: untouched, or with its privacy masks. */
  recordDir?: string;
  /** Files: at the speed of the recording, dropping like a stream. */
  realtime?: boolean;
  /** Files: when the recording began, epoch ms. The default is a constant, so that a file always gives the same. */
  startAt?: number;
  /** Streams: dates pictures, over all runs of a camera. */
  times?: FrameTimes;
  onEvent?: (event: CaptureEvent) => void;
}

export interface Capture extends AsyncIterable<Frame> {
  readonly status: Readonly<CaptureStatus>;
}

export interface CaptureStatus {
  decode: DecodeMode;
  framesDropped: number;
  decodeErrors: number;
  source: SourceInfo | null;
  /** Files: length as the container says. */
  durationMs: number | null;
}

const liveQueueLength = 2;

export function openCapture(options: CaptureOptions): Capture {
  const { camera, recordDir } = options;
  const isLive = isStream(camera.source);
  const needsAll = !isLive && recordsAnew(camera.privacyMasks ?? [], recordDir);
  const status: CaptureStatus = {
    decode: needsAll ? 'full' : firstDecode(options),
    framesDropped: 0,
    decodeErrors: 0,
    source: null,
    durationMs: null,
  };
  return {
    status,
    [Symbol.asyncIterator]: () => {
      if (isLive) return liveFrames(options, status);
      const frames = (signal: AbortSignal) => fileFrames({ ...options, signal }, status);
      return options.realtime === true
        ? dropOldest(frames, options.signal, status)
        : frames(options.signal);
    },
  };
}

function firstDecode({ decode, beginWith = 'key-frames' }: CaptureOptions): DecodeMode {
  return decode === 'auto' ? beginWith : decode;
}

/** Pictures of a stream get their time of day when they are taken out of the queue. */
async function* liveFrames(options: CaptureOptions, status: CaptureStatus): AsyncGenerator<Frame> {
  const { clock, onEvent, camera } = options;
  const times = options.times ?? createFrameTimes(clock);
  const pictures = (signal: AbortSignal) => streamRun({ ...options, signal }, status);
  for await (const picture of dropOldest(pictures, options.signal, status)) {
    const { takenMs, width, height, rgb } = picture;
    const { capturedAt, clockStepMs } = times.dateOf(takenMs);
    if (clockStepMs !== 0) onEvent?.({ type: 'clock-step', byMs: clockStepMs });
    yield {
      cameraId: camera.id,
      capturedAt,
      mediaTimeMs: null,
      ...(clockStepMs === 0 ? {} : { clockStepMs }),
      width,
      height,
      rgb,
    };
  }
}

async function* dropOldest<T>(
  items: (signal: AbortSignal) => AsyncIterable<T>,
  outer: AbortSignal,
  status: CaptureStatus,
): AsyncGenerator<T> {
  const queue = createMailbox<T>(liveQueueLength);
  const reader = new AbortController();
  const { signal } = reader;
  const stop = () => {
    reader.abort();
  };
  outer.addEventListener('abort', stop, { once: true });
  if (outer.aborted) stop();
  let counted = 0;
  const pump = async () => {
    for await (const item of items(signal)) {
      queue.push(item);
      status.framesDropped += queue.dropped - counted;
      counted = queue.dropped;
    }
  };
  const pumping = pump().then(
    () => {
      queue.close();
    },
    (error: unknown) => {
      if (outer.aborted) queue.close();
      else queue.close(error as Error);
    },
  );
  try {
    yield* queue;
  } finally {
    outer.removeEventListener('abort', stop);
    stop();
    await pumping;
  }
}

/** One run over a file after another until its end: another one only when the first cannot go on as it began. */
async function* fileFrames(options: CaptureOptions, status: CaptureStatus): AsyncGenerator<Frame> {
  let last: Frame | null = null;
  let fromMs = 0;
  for (;;) {
    try {
      for await (const frame of fileRun({ ...options, after: last, fromMs, status })) {
        last = frame;
        yield frame;
      }
      return;
    } catch (error) {
      if (options.signal.aborted) return;
      if (!(error instanceof RunAgain)) throw error;
      const { reason, waitedMs } = error;
      if (reason !== 'picture-size-changed') status.decode = 'full';
      fromMs = error.fromMs;
      options.onEvent?.({ type: 'run-again', reason, decode: status.decode, waitedMs });
    }
  }
}
