// Opens the capture of one camera. Takes its source and options; returns its frames in order, and reports what is recorded. Files
// are read at the reader's speed; of a live stream, the oldest waiting picture is dropped when the reader is slow. Ends quietly at the end of a file or when stopped, else
// with a CaptureError.
import type { Frame } from '../../detectors/frame.ts';
import { isStream, recordsAnew, type DecodeMode } from './capture-plan.ts';
import { fileRun } from './file-run.ts';
import { createFrameTimes } from './frame-times.ts';
import { createMailbox } from './mailbox.ts';
import { RunAgain } from './run-again.ts';
import { streamRun } from './stream-run.ts';
import type { CaptureOptions, CaptureStatus } from './capture-options.ts';

export interface Capture extends AsyncIterable<Frame> {
  readonly status: Readonly<CaptureStatus>;
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

/** Pictures of a stream get their wall clock time when they leave the queue. */
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

/** Runs over a file until its end; starts another run when the first cannot continue as it began. */
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
