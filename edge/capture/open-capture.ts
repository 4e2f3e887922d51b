// From a camera to frames. Takes one camera's source and wishes; gives its frames in order, by one ffmpeg process that
// also writes the video into segments. Files are read as fast as the reader takes them; of live pictures
// the oldest is dropped. Ends quietly at the end of a file or when stopped, with a CaptureError otherwise.
import type { Camera } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../clock.ts';
import { isStream, recordsAnew, type DecodeMode, type Transport } from './capture-plan.ts';
import { fileRun } from './file-run.ts';
import { createMailbox } from './mailbox.ts';
import type { SourceInfo } from './session.ts';
import { streamRun } from './stream-run.ts';
import { RunAgain, type RunAgainReason } from './run-again.ts';

export type CaptureEvent =
  | { type: 'opened'; source: SourceInfo; decode: DecodeMode }
  | { type: 'run-again'; reason: RunAgainReason; decode: DecodeMode; waitedMs: number }
  | { type: 'waiting-for-key-frame'; waitedMs: number }
  | { type: 'segment'; file: string; startAt: number; endAt: number };

export interface CaptureOptions {
  camera: Pick<Camera, 'id' | 'source'> & Partial<Pick<Camera, 'privacyMasks'>>;
  periodMs: number;
  decode: 'auto' | DecodeMode;
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
  const needsAll = options.decode === 'full' || recordsAnew(camera.privacyMasks ?? [], recordDir);
  const status: CaptureStatus = {
    decode: needsAll ? 'full' : 'key-frames',
    framesDropped: 0,
    decodeErrors: 0,
    source: null,
    durationMs: null,
  };
  const isLive = isStream(options.camera.source) || options.realtime === true;
  return {
    status,
    [Symbol.asyncIterator]: () =>
      isLive ? dropOldest(options, status) : allFrames(options, status),
  };
}

async function* dropOldest(options: CaptureOptions, status: CaptureStatus): AsyncGenerator<Frame> {
  const queue = createMailbox<Frame>(liveQueueLength);
  const reader = new AbortController();
  const signal = AbortSignal.any([options.signal, reader.signal]);
  const pump = async () => {
    for await (const frame of allFrames({ ...options, signal }, status)) {
      queue.push(frame);
      status.framesDropped = queue.dropped;
    }
  };
  const pumping = pump().then(
    () => {
      queue.close();
    },
    (error: unknown) => {
      queue.close(error as Error);
    },
  );
  try {
    yield* queue;
  } finally {
    reader.abort();
    await pumping;
  }
}

/** One run after another until the source ends: another one only when the first cannot go on as it began. */
async function* allFrames(options: CaptureOptions, status: CaptureStatus): AsyncGenerator<Frame> {
  const run = isStream(options.camera.source) ? streamRun : fileRun;
  let last: Frame | null = null;
  let fromMs = 0;
  for (;;) {
    try {
      for await (const frame of run({ ...options, after: last, fromMs, status })) {
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
