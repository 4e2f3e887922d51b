// Keeps one camera captured for as long as the worker lives: each attempt is a fresh capture, and after a failure
// comes a pause and the next. Takes the camera and what to do with frames; tells the camera's health as it changes.
import type { Logger } from 'pino';
import type { Camera } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../clock.ts';
import type { Segment } from '../record/segment.ts';
import { nextTransport, retryDelayMs, stateAfter } from './backoff.ts';
import { CaptureError } from './capture-error.ts';
import { isStream, recordsAnew, type DecodeMode, type Transport } from './capture-plan.ts';
import { captureReason } from './capture-reason.ts';
import { createFrameTimes, type FrameTimes } from './frame-times.ts';
import { createHealthKeeper, type CaptureHealth, type HealthKeeper } from './health-keeper.ts';
import { createLogIns, type LogIns } from './log-ins.ts';
import { openCapture, type Capture } from './open-capture.ts';
import { createEventTaker } from './take-event.ts';
import { waitForLogIn } from './wait-for-log-in.ts';

export type { CaptureHealth };

export interface SuperviseOptions {
  camera: Camera;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  onFrame: (frame: Frame) => Promise<void>;
  onHealth: (health: CaptureHealth) => void;
  /** A failure that counts: for metrics. */
  onFailure: (error: CaptureError) => void;
  /** An attempt is over and its ffmpeg gone. */
  onEnded?: () => Promise<void>;
  onSegment?: (segment: Segment) => Promise<void>;
  /** The segment that is being written has grown. */
  onSegmentGrown?: (segment: Segment) => void;
  recordDir?: string;
  /** Shared by all cameras of a worker, so that those of one recorder do not lock each other out. */
  logIns?: LogIns;
  random?: () => number;
  open?: typeof openCapture;
}

const steadyAfterMs = 60_000;

interface Attempt {
  transport: Transport;
  decode: 'auto' | DecodeMode;
  health: HealthKeeper;
  times: FrameTimes;
  logIns: LogIns;
}

/** Resolves when `signal` aborts, or when a recorded file has been played to its end. */
export async function superviseCapture(options: SuperviseOptions): Promise<void> {
  const { camera, clock, signal, logIns = createLogIns() } = options;
  sayWhatMasksCost(options);
  const health = createHealthKeeper(options);
  const times = createFrameTimes(clock);
  let transport: Transport = camera.transport === 'udp' ? 'udp' : 'tcp';
  let decode: 'auto' | DecodeMode = camera.analysis.decode;
  let attempt = 0;
  for (;;) {
    await waitForLogIn({ source: camera.source, logIns, health, clock, signal });
    if (signal.aborted) return;
    const startedMs = clock.steady();
    const failure = await runOnce(options, { transport, decode, health, times, logIns });
    await options.onEnded?.();
    if (isAborted(signal)) return;
    if (!failure) {
      health.fail('offline', 'the file has been played to its end', {
        code: 'camera-stalled',
        values: { detail: 'the file has been played to its end' },
      });
      return;
    }
    // What one attempt has learnt about key frames, the next need not learn again.
    if (decode === 'auto' && health.current.decode === 'full') decode = 'full';
    transport = nextTransport(camera.transport, transport, failure.reason);
    attempt = clock.steady() - startedMs > steadyAfterMs ? 1 : attempt + 1;
    health.fail(stateAfter(failure.reason), failure.message, captureReason(failure));
    options.onFailure(failure);
    await pause(options, logIns, failure, attempt);
  }
}

function sayWhatMasksCost({ camera, recordDir, log }: SuperviseOptions): void {
  if (!recordsAnew(camera.privacyMasks, recordDir)) return;
  log.info(
    { cameraId: camera.id, masks: camera.privacyMasks.length },
    'privacy masks: all pictures are decoded and the recording is encoded anew, which costs CPU time',
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

async function runOnce(options: SuperviseOptions, attempt: Attempt): Promise<CaptureError | null> {
  const { camera, clock, signal, recordDir } = options;
  const { transport, decode, health, times, logIns } = attempt;
  const takeEvent = createEventTaker(options, health, () => {
    logIns.accepted(camera.source);
  });
  const capture: Capture = (options.open ?? openCapture)({
    camera,
    clock,
    signal,
    transport,
    decode,
    periodMs: camera.analysis.periodMs,
    times,
    ...(isStream(camera.source) ? {} : { realtime: true, startAt: clock.now() }),
    ...(recordDir === undefined ? {} : { recordDir }),
    onEvent: takeEvent,
  });
  try {
    for await (const frame of capture) {
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

/** Asked anew: it may have been aborted while something was awaited. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
