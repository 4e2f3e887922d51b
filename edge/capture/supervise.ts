// Keeps one camera captured while the worker runs: each attempt is a new capture, and a failure is followed by a back-off and a
// retry. Takes the camera and a frame handler; reports the camera's health when it changes.
import { retryDelayMs, stateAfter } from './backoff.ts';
import { CaptureError } from '../ffmpeg/capture-error.ts';
import { isStream, recordsAnew } from './capture-plan.ts';
import { captureReason } from './capture-reason.ts';
import { createFrameTimes, type FrameTimes } from './frame-times.ts';
import { createHealthKeeper, type CaptureHealth, type HealthKeeper } from './health-keeper.ts';
import { createLogIns, type LogIns } from './log-ins.ts';
import { openCapture, type Capture } from './open-capture.ts';
import { createEventTaker } from './take-event.ts';
import { createTransports, type Transports } from './transports.ts';
import { waitForLogIn } from './wait-for-log-in.ts';
import type { SuperviseOptions } from './supervise-options.ts';

export type { CaptureHealth };

const steadyAfterMs = 60_000;
/** The back-off stops growing for a camera that gives pictures each time before it ends. */
const maxAfterPictures = 3;

/** State that all attempts at one camera share. */
interface Attempts {
  transports: Transports;
  health: HealthKeeper;
  times: FrameTimes;
  logIns: LogIns;
}

/** Resolves when `signal` aborts, or when a recorded file has ended. */
export async function superviseCapture(options: SuperviseOptions): Promise<void> {
  const { camera, clock, signal, logIns = createLogIns() } = options;
  warnAboutMasks(options);
  const health = createHealthKeeper(options);
  const transports = createTransports(camera.transport);
  const attempts = { transports, health, times: createFrameTimes(clock), logIns };
  let count = 0;
  for (;;) {
    await waitForLogIn({ source: camera.source, logIns, health, clock, signal });
    if (signal.aborted) return;
    const startedMs = clock.steady();
    const failure = await runOnce(options, attempts);
    await options.onEnded?.();
    if (isAborted(signal)) return;
    if (!failure) {
      reportPlayed(health);
      return;
    }
    if (transports.ended(failure.reason) === 'at-once') {
      logOtherTransport(options, attempts, failure);
      continue;
    }
    const gavePictures = health.current.state === 'live';
    count = countAfter(count, clock.steady() - startedMs, gavePictures);
    health.fail(stateAfter(failure.reason), failure.message, captureReason(failure));
    options.onFailure(failure);
    await pause(options, logIns, failure, count);
  }
}

/** The number of the next consecutive attempt, for its back-off. */
function countAfter(count: number, lastedMs: number, gavePictures: boolean): number {
  if (lastedMs > steadyAfterMs) return 1;
  return gavePictures ? Math.min(count + 1, maxAfterPictures) : count + 1;
}

function reportPlayed(health: HealthKeeper): void {
  const detail = 'the file has been played to its end';
  health.fail('offline', detail, { code: 'camera-stalled', values: { detail } });
}

function logOtherTransport(
  { camera, log }: SuperviseOptions,
  { transports, logIns }: Attempts,
  { message }: CaptureError,
): void {
  logIns.unknown(camera.source);
  log.info({ cameraId: camera.id, message, next: transports.current }, 'trying another transport');
}

function warnAboutMasks({ camera, recordDir, log }: SuperviseOptions): void {
  if (!recordsAnew(camera.privacyMasks, recordDir)) return;
  log.info(
    { cameraId: camera.id, masks: camera.privacyMasks.length },
    'privacy masks: all frames are decoded and the recording is encoded again, which takes CPU time',
  );
}

async function pause(
  { camera, clock, signal, random = Math.random }: SuperviseOptions,
  logIns: LogIns,
  { reason }: CaptureError,
  attempt: number,
): Promise<void> {
  if (reason === 'login-refused') {
    logIns.refused(camera.source, clock.steady());
    return;
  }
  logIns.unknown(camera.source);
  await clock.wait(retryDelayMs(attempt, reason, random), signal);
}

async function runOnce(
  options: SuperviseOptions,
  attempts: Attempts,
): Promise<CaptureError | null> {
  const { camera, signal } = options;
  const { health, transports } = attempts;
  const capture = openAttempt(options, attempts);
  try {
    for await (const frame of capture) {
      transports.served();
      health.frame(capture);
      await options.onFrame(frame);
    }
    return isStream(camera.source) && !signal.aborted
      ? new CaptureError('ended', 'the stream ended')
      : null;
  } catch (error) {
    if (error instanceof CaptureError) return error;
    return new CaptureError('failed', error instanceof Error ? error.message : String(error));
  } finally {
    health.ended(capture);
  }
}

function openAttempt(options: SuperviseOptions, attempts: Attempts): Capture {
  const { camera, clock, signal, recordDir, looks } = options;
  const { health, times, logIns, transports } = attempts;
  return (options.open ?? openCapture)({
    camera,
    clock,
    signal,
    transport: transports.current,
    decode: camera.analysis.decode,
    // The next attempt starts with what this one learned about key frames.
    beginWith: health.current.decode ?? 'key-frames',
    periodMs: camera.analysis.periodMs,
    times,
    ...(isStream(camera.source) ? {} : { realtime: true, startAt: clock.now() }),
    ...(recordDir === undefined ? {} : { recordDir }),
    ...(looks && { looks }),
    onEvent: createEventTaker(options, health, () => {
      logIns.accepted(camera.source);
    }),
  });
}

/** Check again: the signal may have aborted during an await. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
