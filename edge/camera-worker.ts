// One camera from its stream to its alerts: capture, pipeline, outbox, state. Whatever goes wrong here is this
// camera's trouble alone. Takes the camera and the worker's shared parts; runs until it is told to stop.
import { rename } from 'node:fs/promises';
import type { Logger } from 'pino';
import type {
  Alert,
  Camera,
  CameraStatus,
  IncidentEvent,
  Site,
  ViewHealth,
} from '../contracts/index.ts';
import type { Detector } from '../detectors/detector.ts';
import type { Frame } from '../detectors/frame.ts';
import { toAlert } from './alerts/to-alert.ts';
import { superviseCapture, type CaptureHealth } from './capture/supervise.ts';
import type { Clock } from './clock.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import type { StatusReporter } from './health/status-reporter.ts';
import type { Outboxes } from './outboxes.ts';
import { createCameraPipeline, type CameraPipeline } from './pipeline/pipeline.ts';
import { encodePicture } from './record/encode-picture.ts';
import type { RingBuffer } from './record/ring-buffer.ts';
import { loadCameraState, saveCameraState, type CameraState } from './state/camera-state.ts';

export interface CameraWorkerOptions {
  camera: Camera;
  site: Pick<Site, 'fences' | 'timezone'>;
  edgeId: string;
  detector: Detector;
  stateFile: string;
  buffer: RingBuffer;
  outboxes: Pick<Outboxes, 'putAlert' | 'putPicture' | 'putClip' | 'isDurable'>;
  reporter: StatusReporter | null;
  metrics: EdgeMetrics;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  /** Replaced in tests. */
  createPipeline?: typeof createCameraPipeline;
  capture?: typeof superviseCapture;
}

export interface CameraWorker {
  status(): CameraStatus;
  readonly done: Promise<void>;
}

const saveEveryMs = 5000;

export async function startCameraWorker(options: CameraWorkerOptions): Promise<CameraWorker> {
  const { camera, buffer, clock, signal, metrics } = options;
  const state = await loadCameraState(options.stateFile, options.log);
  const pipeline = await openPipeline(options, state);
  for (const alert of state?.unsettled ?? []) await settleAgain(options, alert);
  const statusKeeper = createStatusKeeper(options, pipeline);
  const onFrame = createFrameHandler(options, pipeline, statusKeeper);
  const capture = options.capture ?? superviseCapture;
  const done = capture({
    ...{ camera, clock, signal, log: options.log, recordDir: buffer.dir },
    onFrame: (frame) => onFrame.handle(frame),
    onHealth: (health) => {
      statusKeeper.health(health);
    },
    onFailure: ({ reason }) => {
      metrics.captureFailures.inc({ camera: camera.id, reason });
    },
    onSegment: (segment) => buffer.add(segment),
    onEnded: () => buffer.adoptUnfinished(),
  }).then(() => onFrame.save());
  return { status: () => statusKeeper.current(), done };
}

async function openPipeline(
  options: CameraWorkerOptions,
  state: CameraState | null,
): Promise<CameraPipeline> {
  const { camera, site, detector, stateFile, log, createPipeline = createCameraPipeline } = options;
  const base = { camera, fences: site.fences, timezone: site.timezone, detector };
  if (state === null) return createPipeline(base);
  try {
    return createPipeline({ ...base, snapshot: state.pipeline });
  } catch (error) {
    await rename(stateFile, `${stateFile}.damaged`);
    log.error({ cameraId: camera.id, error }, 'saved state does not fit: starting fresh');
    return createPipeline(base);
  }
}

interface FrameHandler {
  handle(frame: Frame): Promise<void>;
  save(): Promise<void>;
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

interface StateKeeper {
  save(): Promise<void>;
  saveWhenDue(): Promise<void>;
  /** Saves the state with these alerts in it, then lets them go out. */
  saveAround(alerts: readonly Alert[], goOut: () => Promise<void>): Promise<void>;
}

/**
 * Order matters: the state is saved with the new alerts in it before they go to the outbox. A crash at any moment then
 * either has neither, or puts the same alerts again.
 */
function createStateKeeper(options: CameraWorkerOptions, pipeline: CameraPipeline): StateKeeper {
  const { camera, clock, log, outboxes, stateFile } = options;
  let savedAt = -Infinity;
  let unsettled: Alert[] = [];
  const save = async () => {
    savedAt = clock.now();
    const state = { pipeline: pipeline.snapshot(), unsettled };
    await saveCameraState(stateFile, state, savedAt).catch((error: unknown) => {
      log.error({ cameraId: camera.id, error }, 'state cannot be saved');
    });
  };
  return {
    save,
    saveWhenDue: async () => {
      if (clock.now() - savedAt >= saveEveryMs) await save();
    },
    saveAround: async (alerts, goOut) => {
      unsettled.push(...alerts);
      await save();
      await goOut();
      if (outboxes.isDurable()) unsettled = [];
    },
  };
}

function createFrameHandler(
  options: CameraWorkerOptions,
  pipeline: CameraPipeline,
  statusKeeper: StatusKeeper,
): FrameHandler {
  const { camera, log, metrics, reporter } = options;
  const stateKeeper = createStateKeeper(options, pipeline);
  const handle = async (frame: Frame) => {
    const stopTimer = metrics.analysisSeconds.startTimer({ camera: camera.id });
    const { observation, events } = await pipeline.process(frame);
    stopTimer();
    metrics.framesAnalysed.inc({ camera: camera.id });
    statusKeeper.analysed(observation.view);
    reporter?.frame(frame);
    if (events.length === 0) return stateKeeper.saveWhenDue();
    const alerts = events.map((event) => alertOf(options, event));
    return stateKeeper.saveAround(alerts, async () => {
      for (const alert of alerts) await raise(options, alert, frame);
    });
  };
  return {
    save: () => stateKeeper.save(),
    handle: (frame) =>
      handle(frame).catch((error: unknown) => {
        metrics.analysisFailures.inc({ camera: camera.id });
        log.error({ cameraId: camera.id, error }, 'a frame could not be analysed');
      }),
  };
}

function alertOf(options: CameraWorkerOptions, incident: IncidentEvent): Alert {
  const { camera, site, edgeId, detector, clock } = options;
  const fence = site.fences.find(({ id }) => id === incident.fenceId);
  if (!fence) throw new Error(`incident of an unknown fence: ${incident.fenceId}`);
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
  try {
    await outboxes.putPicture(incident, await encodePicture(frame));
    await outboxes.putClip(incident);
  } catch (error) {
    log.error({ cameraId: camera.id, incidentId, error }, 'picture or clip could not be kept');
  }
}

interface StatusKeeper {
  health(health: CaptureHealth): void;
  analysed(view: ViewHealth): void;
  current(): CameraStatus;
}

function createStatusKeeper(options: CameraWorkerOptions, pipeline: CameraPipeline): StatusKeeper {
  const { camera, edgeId, clock, metrics, reporter } = options;
  const ids = { version: 1, edgeId, cameraId: camera.id } as const;
  let capture: CaptureHealth = {
    ...{ state: 'starting', problem: null, since: clock.now(), lastFrameAt: null },
    ...{ framesDropped: 0, reconnects: 0, decode: null },
  };
  let view: ViewHealth['state'] | null = null;
  let framesAnalysed = 0;
  const current = (): CameraStatus => ({
    ...{ ...ids, ...capture, view, framesAnalysed },
    ...{ openIncidents: pipeline.openIncidents(), sentAt: clock.now() },
  });
  const tell = () => {
    const status = current();
    metrics.framesDropped.set({ camera: camera.id }, status.framesDropped);
    metrics.setCamera(status);
    reporter?.update(status);
  };
  return {
    current,
    health(next) {
      capture = next;
      tell();
    },
    analysed(next) {
      view = next.state;
      framesAnalysed += 1;
      tell();
    },
  };
}
