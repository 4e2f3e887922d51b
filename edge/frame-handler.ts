// Handles each frame of a camera: the pipeline analyses it, events become alerts with evidence, and the state is saved before and
// after them. A frame that fails does not affect others.
import type { Logger } from 'pino';
import type { Alert, IncidentEvent } from '../contracts/index.ts';
import type { Frame } from '../detectors/frame.ts';
import { toAlert } from './alerts/to-alert.ts';
import type { CameraWorkerOptions } from './camera-worker-options.ts';
import type { FenceMemory } from './fences/fence-memory.ts';
import type { FoundProblem } from './found-problem.ts';
import { createWhyKeeper } from './history/why-keeper.ts';
import type { Adopting } from './leases/adoption.ts';
import type { LookSchedule } from './schedule/look-schedule.ts';
import { foundIn, isQuiet } from './schedule/look-interval.ts';
import type { StatusKeeper } from './health/status-keeper.ts';
import type { CameraPipeline, PipelineOutcome } from './pipeline/pipeline.ts';
import { encodePicture } from './record/encode-picture.ts';
import { createStateKeeper, type StateKeeper } from './state/state-keeper.ts';
import { messageOf } from '../host/error-message.ts';

export interface CameraParts {
  pipeline: CameraPipeline;
  statusKeeper: StatusKeeper;
  memory: FenceMemory;
  looks: Pick<LookSchedule, 'found'>;
  /** Null when edges do not share cameras. */
  adopting: Adopting | null;
}

export interface FrameHandler {
  handle(frame: Frame): Promise<void>;
  save(): Promise<void>;
  problems(): readonly FoundProblem[];
}

export function createFrameHandler(
  options: CameraWorkerOptions,
  { pipeline, statusKeeper, memory, looks, adopting }: CameraParts,
): FrameHandler {
  const { camera, metrics, reporter } = options;
  const whyKeeper = createWhyKeeper();
  const stateKeeper = stateKeeperOf(options, pipeline);
  const handle = async (taken: Frame) => {
    await adopting?.beforeFrame(taken.capturedAt);
    const stopTimer = metrics.analysisSeconds.startTimer({ camera: camera.id });
    const outcome = await pipeline.process(taken);
    const { observation, events, watched, frame = taken } = outcome;
    stopTimer();
    const delayMs = Math.max(0, options.clock.now() - taken.capturedAt);
    metrics.lookDelay.set({ camera: camera.id }, delayMs / 1000);
    const found = foundIn(outcome);
    looks.found(found, delayMs);
    metrics.framesAnalysed.inc({ camera: camera.id });
    countOpinion(options, outcome.opinion);
    statusKeeper.analysed(observation.view);
    reporter?.frame(frame);
    whyKeeper.useFences(options.fences.current().fences);
    const why = whyKeeper.looked(outcome, observation.capturedAt);
    await options.history.analysed(frame, observation, watched, why);
    if (events.length === 0) return stateKeeper.saveWhenDue(isQuiet(found));
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

function stateKeeperOf(options: CameraWorkerOptions, pipeline: CameraPipeline): StateKeeper {
  return createStateKeeper({
    ...options,
    snapshot: () => pipeline.snapshot(),
    isDurable: () => options.outboxes.isDurable(),
    sharing: options.sharing?.state,
  });
}

/** A second opinion with no objection counts as `agrees`. */
function countOpinion(
  { camera: { id: camera }, metrics, log }: CameraWorkerOptions,
  opinion: PipelineOutcome['opinion'],
): void {
  if (!opinion) return;
  if (opinion.failure !== undefined)
    log.error(
      { cameraId: camera, failure: opinion.failure },
      'no second opinion: the alert goes out',
    );
  metrics.secondOpinionSeconds.inc({ camera }, opinion.tookMs / 1000);
  for (const { says } of opinion.opinions)
    for (const word of says.length === 0 ? ['agrees'] : says)
      metrics.secondOpinions.inc({ camera, says: word });
}

/** Logs failures only when the first of a series occurs, so that a camera whose frames all fail does not fill the log. */
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
  { camera, edgeId, detector, clock, sharing }: CameraWorkerOptions,
  memory: FenceMemory,
  incident: IncidentEvent,
): Alert {
  const fence = memory.fenceOf(incident);
  const lease = sharing?.lease.token;
  const { model } = detector;
  return toAlert(incident, { edgeId, lease, camera, fence, model, raisedAt: clock.now() });
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

/** Logs a failure, so that a picture that fails does not prevent the clip. */
async function tryTo(log: Logger, about: object, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error({ ...about, error }, 'evidence could not be saved');
  }
}
