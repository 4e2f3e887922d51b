// All steps of one camera at the edge, from its stream to its alerts. A failure here affects only this camera. In order:
//   capture/ (receive, record) → schedule/ (is a look due?) → pipeline/: detectors/ (detect, track, scene) → geofences/ (judge)
//   → alerts/ and outbox/ (alert) → observations/, history/, state/ (keep)
// Takes the camera and the worker's shared parts; runs until it is stopped. frame-handler.ts has the steps after the pipeline.
import type { Logger } from 'pino';
import { alertIdOf, type Alert, type CameraStatus } from '../contracts/index.ts';
import { superviseCapture } from './capture/supervise.ts';
import { createFenceMemory } from './fences/fence-memory.ts';
import type { CameraFences } from './fences/fence-set.ts';
import type { FoundProblem } from './found-problem.ts';
import { createFrameHandler, type CameraParts, type FrameHandler } from './frame-handler.ts';
import { createAdopting, type Adopting } from './leases/adoption.ts';
import { createLookSchedule, type LookSchedule } from './schedule/look-schedule.ts';
import { leastDwellOf } from './schedule/look-interval.ts';
import { createOverload } from './schedule/overload.ts';
import { createStatusKeeper, type StatusKeeper } from './health/status-keeper.ts';
import { createCameraPipeline, type CameraPipeline } from './pipeline/pipeline.ts';
import { loadCameraState, type CameraState } from './state/camera-state.ts';
import { moveAside } from './state/move-aside.ts';
import { diskReasonOf } from './record/gap-reasons.ts';
import type { RingBuffer } from './record/ring-buffer.ts';
import { messageOf } from '../host/error-message.ts';
import type { CameraWorkerOptions } from './camera-worker-options.ts';

export interface CameraWorker {
  status(): CameraStatus;
  /** Problems other than its state. */
  problems(): readonly FoundProblem[];
  /** Resolves when it was stopped or its file has ended; rejects when a part fails. */
  readonly done: Promise<void>;
}

export async function startCameraWorker(options: CameraWorkerOptions): Promise<CameraWorker> {
  const { camera, clock } = options;
  const own = await loadCameraState(options.stateFile, options.log, clock.now());
  const state = options.sharing ? await options.sharing.state.choose(own) : (own?.state ?? null);
  const { pipeline, isFresh } = await openPipeline(options, state);
  for (const alert of state?.unsettled ?? []) await settleAgain(options, alert);
  const statusKeeper = createStatusKeeper({
    ...options,
    fences: options.fences.current().status,
    openIncidents: () => pipeline.openIncidents(),
    lease: options.sharing?.lease,
  });
  const memory = createFenceMemory();
  await followFences(options, { pipeline, statusKeeper, memory });
  const looks = openLookSchedule(options);
  const adopting = adoptingOf(options, pipeline, isFresh);
  const frames = createFrameHandler(options, { pipeline, statusKeeper, memory, looks, adopting });
  // oxlint-disable-next-line typescript/no-misused-promises -- `finally` waits for the promise
  const done = captureFrames(options, { frames, looks, statusKeeper }).finally(async () => {
    await frames.save();
    await options.history.close();
  });
  const notes = () => statusKeeper.notes().map((note) => ({ ...note, subject: camera.id }));
  return {
    status: () => statusKeeper.current(),
    problems: () => [...frames.problems(), ...notes()],
    done,
  };
}

interface Capturing {
  frames: FrameHandler;
  looks: LookSchedule;
  statusKeeper: StatusKeeper;
}

function captureFrames(
  options: CameraWorkerOptions,
  { frames, looks, statusKeeper }: Capturing,
): Promise<void> {
  const { camera, buffer, clock, signal, log, metrics, logIns } = options;
  const capture = options.capture ?? superviseCapture;
  return capture({
    camera,
    clock,
    signal,
    log,
    ...(buffer && {
      recordDir: buffer.dir,
      onSegment: (segment) => buffer.add(segment),
      onSegmentGrown: (segment) => {
        buffer.grow(segment);
      },
      onRecordingProblem: (detail) => {
        buffer.note(detail === null ? null : diskReasonOf(detail));
      },
      onEnded: () => takeIn(buffer, log),
    }),
    onFrame: (frame) => frames.handle(frame),
    onHealth: (health) => {
      statusKeeper.health(health);
    },
    onFailure: ({ reason }) => {
      buffer?.note('camera-away');
      buffer?.note(null);
      metrics.captureFailures.inc({ camera: camera.id, reason });
    },
    ...(logIns && { logIns }),
    looks,
  });
}

function openLookSchedule(options: CameraWorkerOptions): LookSchedule {
  const { camera, clock, metrics, fences, overload = createOverload() } = options;
  return createLookSchedule({
    cameraId: camera.id,
    periodMs: camera.analysis.periodMs,
    overload,
    clock,
    leastDwellMs: () => leastDwellOf(fences.current().fences, camera.id),
    onSkipped: (reason) => {
      metrics.looksSkipped.inc({ camera: camera.id, reason });
    },
  });
}

/** A failure is only logged: the recorder reports a disk that does not work. */
async function takeIn(buffer: RingBuffer, log: Logger): Promise<void> {
  try {
    await buffer.adoptUnfinished();
  } catch (error) {
    log.warn(
      { dir: buffer.dir, error: messageOf(error) },
      'an unfinished segment could not be recovered',
    );
  }
}

async function openPipeline(
  options: CameraWorkerOptions,
  state: CameraState | null,
): Promise<{ pipeline: CameraPipeline; isFresh: boolean }> {
  const { camera, site, detector, stateFile, log, createPipeline = createCameraPipeline } = options;
  const { fences } = options.fences.current();
  const base = { camera, fences, ...site, detector };
  const fresh = () => ({ pipeline: createPipeline(base), isFresh: true });
  if (state === null) return fresh();
  try {
    const pipeline = createPipeline({ ...base, snapshot: state.pipeline });
    return { pipeline, isFresh: false };
  } catch (error) {
    log.error({ cameraId: camera.id, error }, 'the saved state does not match: starting fresh');
    // With sharing, the bad state may have come from Redis, and this file may be good.
    if (!options.sharing) await moveAside(stateFile, log, messageOf(error));
    return fresh();
  }
}

/** Null when edges do not share cameras. */
function adoptingOf(
  { camera: { id: cameraId }, sharing, clock, log }: CameraWorkerOptions,
  pipeline: CameraPipeline,
  isFresh: boolean,
): Adopting | null {
  if (!sharing) return null;
  const freshSince = isFresh ? clock.now() : null;
  const adopt: CameraPipeline['adopt'] = (...incidents) => pipeline.adopt(...incidents);
  return createAdopting({ cameraId, reported: sharing.reported, adopt, freshSince, clock, log });
}

/** Newly armed fences apply from the next frame on, and the status reports them. */
async function followFences(
  { camera, fences, log }: CameraWorkerOptions,
  { pipeline, statusKeeper, memory }: Omit<CameraParts, 'looks' | 'adopting'>,
): Promise<void> {
  const take = async (next: CameraFences) => {
    memory.learn(next.fences);
    await pipeline.setFences(next.fences, next.viewConfirmedAt);
    statusKeeper.fences(next.status);
  };
  fences.listen((next) => {
    take(next).then(
      () => {
        const { revision, inForce, refused } = next.status;
        log.info({ cameraId: camera.id, revision, inForce, refused }, 'new fences are in force');
      },
      (error: unknown) => {
        log.error({ cameraId: camera.id, error }, 'new fences could not be applied');
      },
    );
  });
  await take(fences.current());
}

/** An alert that was in flight between state and outbox at a crash. */
async function settleAgain(
  { outboxes, log, camera, edgeId, sharing }: CameraWorkerOptions,
  saved: Alert,
): Promise<void> {
  const alert = sharing ? underLease(saved, edgeId, sharing.lease.token) : saved;
  const kept = await outboxes.putAlert(alert);
  // Only the edge that raised it has the video.
  if (alert.incident.event === 'opened' && saved.edgeId === edgeId)
    await outboxes.putClip(alert.incident);
  log.info(
    { cameraId: camera.id, alertId: alert.alertId, kept },
    'alert queued again after a restart',
  );
}

/** The former holder may not have sent the alert. It gets an id under this lease; dispatch recognises repeats by incident and sequence. */
function underLease(alert: Alert, edgeId: string, lease: number): Alert {
  return { ...alert, edgeId, lease, alertId: alertIdOf(alert.incident, lease) };
}
