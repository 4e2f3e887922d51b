// Keeps one camera captured for as long as the worker lives: each attempt is a fresh capture, and after a failure
// comes a pause and the next. Takes the camera and what to do with frames; tells the camera's health as it changes.
import type { Logger } from 'pino';
import { withoutCredentials, type Camera } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../clock.ts';
import { nextTransport, retryDelayMs, stateAfter } from './backoff.ts';
import { CaptureError } from './capture-error.ts';
import { recordsAnew, type DecodeMode, type Transport } from './capture-plan.ts';
import { createHealthKeeper, type CaptureHealth, type HealthKeeper } from './health-keeper.ts';
import { openCapture, type Capture, type CaptureEvent } from './open-capture.ts';

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
  onSegment?: (segment: { file: string; startAt: number; endAt: number }) => Promise<void>;
  recordDir?: string;
  random?: () => number;
  open?: typeof openCapture;
}

const steadyAfterMs = 60_000;

/** Resolves when `signal` aborts, or when a recorded file has been played to its end. */
export async function superviseCapture(options: SuperviseOptions): Promise<void> {
  const { camera, clock, signal, log } = options;
  if (recordsAnew(camera.privacyMasks, options.recordDir))
    log.info(
      { cameraId: camera.id, masks: camera.privacyMasks.length },
      'privacy masks: all pictures are decoded and the recording is encoded anew, which costs CPU time',
    );
  const health = createHealthKeeper(options);
  let transport: Transport = camera.transport === 'udp' ? 'udp' : 'tcp';
  let decode: 'auto' | DecodeMode = camera.analysis.decode;
  let attempt = 0;
  for (;;) {
    const startedAt = clock.now();
    const failure = await runOnce(options, { transport, decode, health });
    await options.onEnded?.();
    if (signal.aborted) return;
    if (!failure) {
      health.fail('offline', 'the file has been played to its end');
      return;
    }
    // What one attempt has learnt about key frames, the next need not learn again.
    if (decode === 'auto' && health.current.decode === 'full') decode = 'full';
    transport = nextTransport(camera.transport, transport, failure.reason);
    attempt = clock.now() - startedAt > steadyAfterMs ? 1 : attempt + 1;
    health.fail(stateAfter(failure.reason), failure.message);
    options.onFailure(failure);
    const random = options.random ?? Math.random;
    await clock.wait(retryDelayMs(attempt, failure.reason, random), signal);
  }
}

interface Attempt {
  transport: Transport;
  decode: 'auto' | DecodeMode;
  health: HealthKeeper;
}

async function runOnce(options: SuperviseOptions, attempt: Attempt): Promise<CaptureError | null> {
  const { camera, clock, signal, recordDir } = options;
  const { transport, decode, health } = attempt;
  const isFile = !/^rtsps?:/i.test(camera.source);
  const capture: Capture = (options.open ?? openCapture)({
    ...{ camera, clock, signal, transport, decode, periodMs: camera.analysis.periodMs },
    ...(isFile ? { realtime: true, startAt: clock.now() } : {}),
    ...(recordDir === undefined ? {} : { recordDir }),
    onEvent: (event) => {
      takeEvent(options, health, event);
    },
  });
  try {
    for await (const frame of capture) {
      health.frame(capture);
      await options.onFrame(frame);
    }
    return null;
  } catch (error) {
    if (error instanceof CaptureError) return error;
    return new CaptureError('failed', error instanceof Error ? error.message : String(error));
  } finally {
    health.ended(capture);
  }
}

function takeEvent(options: SuperviseOptions, health: HealthKeeper, event: CaptureEvent): void {
  const { log, camera } = options;
  switch (event.type) {
    case 'opened': {
      const source = withoutCredentials(camera.source);
      log.info({ cameraId: camera.id, source, video: event.source }, 'camera is connected');
      return;
    }
    case 'run-again':
      log.warn({ cameraId: camera.id, ...event }, 'capture begins anew in another way');
      return;
    case 'waiting-for-key-frame':
      health.fail('stalled', 'the camera sends video but no key frame to begin with');
      return;
    case 'segment':
      void options.onSegment?.(event).catch((error: unknown) => {
        log.error({ cameraId: camera.id, error }, 'a recorded segment could not be kept');
      });
      return;
  }
}
