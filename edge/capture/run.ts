// Starts one run over a recorded file, stops it when told, and reports its events. A run is one ffmpeg process; `open-capture.ts`
// chains runs.
import type { Frame } from '../../detectors/frame.ts';
import { planCapture } from './capture-plan.ts';
import type { CaptureOptions, CaptureStatus } from './capture-options.ts';
import { startSession, type RawPicture, type Session } from './session.ts';

export interface RunOptions extends CaptureOptions {
  /** The last frame of the previous run, null for the first run. */
  after: Frame | null;
  /** Files: start offset. */
  fromMs: number;
  status: CaptureStatus;
}

export interface RunHooks {
  /** Converts a time stamp of this run to epoch ms. */
  wallTime: (ptsMs: number) => number;
}

const defaultWidth = 1280;

/** Starts the session and stops it when the caller's signal aborts; `close` must be called when done. */
export function startRun(
  options: RunOptions,
  hooks: RunHooks,
): Session & { close(): Promise<void> } {
  const { clock, onEvent, status, signal } = options;
  const session = startSession(planCapture(planOptions(options)), {
    now: () => clock.now(),
    onSource: (source) => {
      status.source = source;
      onEvent?.({ type: 'opened', source, decode: status.decode });
    },
    onSegment: ({ file, startMs, endMs }) => {
      const startAt = hooks.wallTime(startMs);
      onEvent?.({ type: 'segment', file, startAt, endAt: startAt + Math.round(endMs - startMs) });
    },
  });
  const stop = () => void session.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return Object.assign(session, {
    async close() {
      signal.removeEventListener('abort', stop);
      status.decodeErrors += session.facts.decodeErrors;
      await session.stop();
    },
  });
}

export function toFrame(
  picture: RawPicture,
  at: Pick<Frame, 'cameraId' | 'capturedAt' | 'mediaTimeMs'>,
): Frame {
  const { width, height, rgb } = picture;
  return { ...at, width, height, rgb };
}

function planOptions(options: RunOptions) {
  const { fromMs, camera, periodMs, clock, recordDir, status } = options;
  return {
    path: camera.source,
    decode: status.decode,
    periodMs,
    maxWidth: options.analysisWidth ?? defaultWidth,
    realtime: options.realtime ?? false,
    fromMs,
    record: recordDir === undefined ? null : { dir: recordDir, prefix: `live-${clock.now()}` },
    privacyMasks: camera.privacyMasks ?? [],
  };
}
