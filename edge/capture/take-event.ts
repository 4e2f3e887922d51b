// Routes the events of a capture, other than frames, to the camera's health, the recording and the log.
import { withoutCredentials } from '../../contracts/index.ts';
import type { CaptureReason, HealthKeeper } from './health-keeper.ts';
import type { CaptureEvent } from './capture-options.ts';
import type { SuperviseOptions } from './supervise-options.ts';

/** A jump of time stamps is shown for this long after the last one. */
const jumpNoteMs = 60_000;

type Options = Pick<
  SuperviseOptions,
  'camera' | 'clock' | 'log' | 'onSegment' | 'onSegmentGrown' | 'onRecordingProblem'
>;

/** @param onOpened called when the camera has accepted the connection and sends */
export function createEventTaker(
  options: Options,
  health: HealthKeeper,
  onOpened: () => void,
): (event: CaptureEvent) => void {
  const { log, camera } = options;
  const cameraId = camera.id;
  const jumps = createJumpNote(options, health);
  return (event) => {
    switch (event.type) {
      case 'opened':
        onOpened();
        logConnected(options, event);
        return;
      case 'run-again':
        log.warn({ cameraId, ...event }, 'decoding restarts in another mode');
        return;
      case 'waiting-for-key-frame':
        health.fail('stalled', 'waiting for a key frame of the camera', waiting);
        return;
      case 'time-jump':
        jumps.take(event);
        return;
      case 'clock-step':
        log.warn({ cameraId, byMs: event.byMs }, 'the system clock of this machine was changed');
        return;
      case 'segment':
        jumps.forget();
        keepSegment(options, event);
        return;
      case 'segment-grown':
        options.onSegmentGrown?.(event);
        return;
      case 'recording-problem':
        takeRecordingProblem(options, health, event.detail);
    }
  };
}

const waiting: CaptureReason = { code: 'camera-waiting-for-key-frame', values: {} };

function logConnected(
  { camera, log }: Options,
  { source: video }: Extract<CaptureEvent, { type: 'opened' }>,
): void {
  const source = withoutCredentials(camera.source);
  log.info({ cameraId: camera.id, source, video }, 'camera is connected');
}

function keepSegment(
  { camera, log, onSegment }: Options,
  { file, startAt, endAt }: Extract<CaptureEvent, { type: 'segment' }>,
): void {
  onSegment?.({ file, startAt, endAt }).catch((error: unknown) => {
    log.error({ cameraId: camera.id, error }, 'a recorded segment could not be saved');
  });
}

function takeRecordingProblem(
  { camera, log, onRecordingProblem }: Options,
  health: HealthKeeper,
  detail: string | null,
): void {
  onRecordingProblem?.(detail);
  if (detail === null) log.info({ cameraId: camera.id }, 'the camera is recorded again');
  else log.error({ cameraId: camera.id, detail }, 'the camera is not recorded');
  health.note('camera-not-recording', detail === null ? null : { detail });
}

/** Logs the first of many jumps, and keeps the note until none has come for a while. */
function createJumpNote({ camera, clock, log }: Options, health: HealthKeeper) {
  let lastMs: number | null = null;
  let count = 0;
  return {
    take: ({ stamp, offMs }: Extract<CaptureEvent, { type: 'time-jump' }>): void => {
      count += 1;
      if (lastMs === null)
        log.warn(
          { cameraId: camera.id, stamp, offMs },
          'the time stamps of the camera jump: using the time of arrival',
        );
      lastMs = clock.steady();
      health.note('camera-time-jumps', { count, offMs });
    },
    forget: (): void => {
      if (lastMs === null || clock.steady() - lastMs < jumpNoteMs) return;
      lastMs = null;
      count = 0;
      health.note('camera-time-jumps', null);
    },
  };
}
