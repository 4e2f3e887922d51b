// One camera from its stream to its alerts: capture, pipeline, outbox, state. Whatever goes wrong here is this
// camera's trouble alone. Takes the camera and the worker's shared parts; runs until it is told to stop.
import type { Logger } from 'pino';
import type { Alert, Camera, CameraStatus, IncidentEvent, Site } from '../contracts/index.ts';
import type { Detector } from '../detectors/detector.ts';
import type { Frame } from '../detectors/frame.ts';
import { toAlert } from './alerts/to-alert.ts';
import type { LogIns } from './capture/log-ins.ts';
import { superviseCapture } from './capture/supervise.ts';
import type { Clock } from './clock.ts';
import type { FenceSource } from './fences/fence-keeper.ts';
import { createFenceMemory, type FenceMemory } from './fences/fence-memory.ts';
import type { CameraFences } from './fences/fence-set.ts';
import type { FoundProblem } from './found-problem.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import { createStatusKeeper, type StatusKeeper } from './health/status-keeper.ts';
import type { StatusReporter } from './health/status-reporter.ts';
import type { Outboxes } from './outboxes.ts';
import type { CameraPast } from './past/camera-past.ts';
import { createCameraPipeline, type CameraPipeline } from './pipeline/pipeline.ts';
import { encodePicture } from './record/encode-picture.ts';
import type { RingBuffer } from './record/ring-buffer.ts';
import { loadCameraState, type CameraState } from './state/camera-state.ts';
import { moveAside } from './state/move-aside.ts';
import { createStateKeeper } from './state/state-keeper.ts';
import { messageOf } from './supervise.ts';

export interface CameraWorkerOptions {
  camera: Camera;
  site: Pick<Site, 'timezone' | 'calendar'>;
  fences: FenceSource;
  edgeId: string;
  detector: Detector;
  stateFile: string;
  /** Null while nothing can be recorded. */
  buffer: RingBuffer | null;
  outboxes: Pick<Outboxes, 'putAlert' | 'putPicture' | 'putClip' | 'isDurable'>;
  past: CameraPast;
  reporter: StatusReporter | null;
  metrics: EdgeMetrics;
  /** Shared by all cameras of the worker. */
  logIns?: LogIns;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  /** Replaced in tests. */
  createPipeline?: typeof createCameraPipeline;
  capture?: typeof superviseCapture;
}

export interface CameraWorker {
  status(): CameraStatus;
  /** Beside what its status says. */
  problems(): readonly FoundProblem[];
  /** Resolves when it has been told to stop or its file is over; rejects when something of it fails. */
  readonly done: Promise<void>;
}

export async function startCameraWorker(options: CameraWorkerOptions): Promise<CameraWorker> {
  const { camera, buffer, clock, signal, metrics } = options;
  const state = await loadCameraState(options.stateFile, options.log, clock.now());
  const pipeline = await openPipeline(options, state);
  for (const alert of state?.unsettled ?? []) await settleAgain(options, alert);
  const statusKeeper = createStatusKeeper({
    ...options,
    fences: options.fences.current().status,
    openIncidents: () => pipeline.openIncidents(),
  });
  const memory = createFenceMemory();
  await followFences(options, { pipeline, statusKeeper, memory });
  const onFrame = createFrameHandler(options, { pipeline, statusKeeper, memory });
  const capture = options.capture ?? superviseCapture;
  const done = capture({
    camera,
    clock,
    signal,
    log: options.log,
    ...(buffer && {
      recordDir: buffer.dir,
      onSegment: (segment) => buffer.add(segment),
      onSegmentGrown: (segment) => {
        buffer.grow(segment);
      },
      onEnded: () => buffer.adoptUnfinished(),
    }),
    onFrame: (frame) => onFrame.handle(frame),
    onHealth: (health) => {
      statusKeeper.health(health);
    },
    onFailure: ({ reason }) => {
      metrics.captureFailures.inc({ camera: camera.id, reason });
    },
    ...(options.logIns && { logIns: options.logIns }),
    // oxlint-disable-next-line typescript/no-misused-promises -- `finally` waits for the promise
  }).finally(async () => {
    await onFrame.save();
    await options.past.close();
  });
  const notes = () => statusKeeper.notes().map((note) => ({ ...note, subject: camera.id }));
  return {
    status: () => statusKeeper.current(),
    problems: () => [...onFrame.problems(), ...notes()],
    done,
  };
}

async function openPipeline(
  options: CameraWorkerOptions,
  state: CameraState | null,
): Promise<CameraPipeline> {
  const { camera, site, detector, stateFile, log, createPipeline = createCameraPipeline } = options;
  const { fences } = options.fences.current();
  const base = { camera, fences, ...site, detector };
  if (state === null) return createPipeline(base);
  try {
    return createPipeline({ ...base, snapshot: state.pipeline });
  } catch (error) {
    log.error({ cameraId: camera.id, error }, 'saved state does not fit: starting fresh');
    await moveAside(stateFile, log, messageOf(error));
    return createPipeline(base);
  }
}

interface CameraParts {
  pipeline: CameraPipeline;
  statusKeeper: StatusKeeper;
  memory: FenceMemory;
}

/** What is armed from now on is in force from the next frame on, and the status says so. */
async function followFences(
  { camera, fences, log }: CameraWorkerOptions,
  { pipeline, statusKeeper, memory }: CameraParts,
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
        log.info({ cameraId: camera.id, revision, inForce, refused }, 'other fences are in force');
      },
      (error: unknown) => {
        log.error({ cameraId: camera.id, error }, 'other fences could not be taken');
      },
    );
  });
  await take(fences.current());
}

interface FrameHandler {
  handle(frame: Frame): Promise<void>;
  save(): Promise<void>;
  problems(): readonly FoundProblem[];
}

/** An alert that a crash may have caught between state and outbox. */
async function settleAgain(
  { outboxes, log, camera }: CameraWorkerOptions,
  alert: Alert,
): Promise<void> {
  const kept = await outboxes.putAlert(alert);
  if (alert.incident.event === 'opened') await outboxes.putClip(alert.incident);
  log.info(
    { cameraId: camera.id, alertId: alert.alertId, kept },
    'alert put again after a restart',
  );
}

function createFrameHandler(
  options: CameraWorkerOptions,
  { pipeline, statusKeeper, memory }: CameraParts,
): FrameHandler {
  const { camera, metrics, reporter } = options;
  const stateKeeper = createStateKeeper({
    ...options,
    snapshot: () => pipeline.snapshot(),
    isDurable: () => options.outboxes.isDurable(),
  });
  const handle = async (frame: Frame) => {
    const stopTimer = metrics.analysisSeconds.startTimer({ camera: camera.id });
    const { observation, events, watched } = await pipeline.process(frame);
    stopTimer();
    metrics.framesAnalysed.inc({ camera: camera.id });
    statusKeeper.analysed(observation.view);
    reporter?.frame(frame);
    await options.past.analysed(frame, observation, watched);
    if (events.length === 0) return stateKeeper.saveWhenDue();
    const alerts = events.map((event) => alertOf(options, memory, event));
    return stateKeeper.saveAround(alerts, async () => {
      for (const alert of alerts) await raise(options, alert, frame);
    });
  };
  const failing = createFailing(options);
  return {
    save: () => stateKeeper.save(),
    handle: (frame) => handle(frame).then(failing.well, failing.failed),
    problems: failing.problems,
  };
}

/** Whether the last picture could not be analysed. A camera whose every picture fails must not fill the log. */
function createFailing({ camera, log, metrics }: CameraWorkerOptions) {
  let detail: string | null = null;
  return {
    well: () => {
      detail = null;
    },
    failed: (error: unknown) => {
      metrics.analysisFailures.inc({ camera: camera.id });
      if (messageOf(error) !== detail)
        log.error({ cameraId: camera.id, error }, 'a frame could not be analysed');
      detail = messageOf(error);
    },
    problems: (): FoundProblem[] =>
      detail === null
        ? []
        : [{ code: 'camera-unusable-picture', subject: camera.id, values: { detail } }],
  };
}

function alertOf(
  { camera, edgeId, detector, clock }: CameraWorkerOptions,
  memory: FenceMemory,
  incident: IncidentEvent,
): Alert {
  const fence = memory.fenceOf(incident);
  return toAlert(incident, { edgeId, camera, fence, model: detector.model, raisedAt: clock.now() });
}

async function raise(options: CameraWorkerOptions, alert: Alert, frame: Frame): Promise<void> {
  const { camera, outboxes, metrics, log } = options;
  const { incident } = alert;
  const kept = await outboxes.putAlert(alert);
  const { kind, event, incidentId } = incident;
  metrics.alertsRaised.inc({ camera: camera.id, kind, event });
  log.info({ cameraId: camera.id, incidentId, event, kind, kept }, incident.reason);
  if (event !== 'opened') return;
  const ids = { cameraId: camera.id, incidentId };
  await tryTo(log, { ...ids, what: 'picture' }, async () =>
    outboxes.putPicture(incident, await encodePicture(frame)),
  );
  await tryTo(log, { ...ids, what: 'clip' }, () => outboxes.putClip(incident));
}

/** A picture that fails must not cost the clip. */
async function tryTo(log: Logger, about: object, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error({ ...about, error }, 'evidence could not be kept');
  }
}
