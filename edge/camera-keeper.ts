// Keeps one camera watched while the worker runs: its reports to dispatch, its ring buffer, and its camera worker, which is
// restarted when it fails. Takes the camera and the parts that all cameras share; returns its status and problems.
import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import type { Camera, CameraStatus, Site } from '../contracts/index.ts';
import type { Detector } from '../detectors/detector.ts';
import type { CameraSharing } from './camera-worker-options.ts';
import { startCameraWorker, type CameraWorker } from './camera-worker.ts';
import type { LogIns } from './capture/log-ins.ts';
import type { Clock } from '../host/clock.ts';
import type { FenceKeeper } from './fences/fence-keeper.ts';
import type { FoundProblem } from './found-problem.ts';
import { cameraProblems } from './health/camera-problems.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import { startStatusReporter, type StatusReporter } from './health/status-reporter.ts';
import type { Overload } from './schedule/overload.ts';
import type { Dispatch } from './outbox/upload.ts';
import type { Outboxes } from './outboxes.ts';
import { openCameraHistory, type CameraHistory } from './history/camera-history.ts';
import type { createCameraPipeline } from './pipeline/pipeline.ts';
import type { Rings } from './rings.ts';
import { foldersIn } from './state/folders.ts';
import { supervise } from '../host/supervise.ts';

export interface CamerasShared {
  site: Pick<Site, 'timezone' | 'calendar'>;
  edgeId: string;
  dataDir: string;
  keepObservations: { ms: number; bytes: number };
  detectorOf: (camera: Camera) => Detector;
  createPipeline?: typeof createCameraPipeline | undefined;
  startWorker?: typeof startCameraWorker | undefined;
  rings: Rings;
  logIns: LogIns;
  overload?: Overload;
  /** Whether somebody looks at a camera just now; always when absent. */
  isWatched?: ((cameraId: string) => boolean) | undefined;
  /** Of this camera; absent when edges do not share cameras. */
  sharing?: CameraSharing;
  outboxes: Outboxes;
  dispatch: Dispatch | null;
  fences: FenceKeeper;
  metrics: EdgeMetrics;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}

export interface KeptCamera {
  status(): CameraStatus;
  problems(): readonly FoundProblem[];
  /** Never rejects. */
  readonly done: Promise<void>;
}

export function keepCamera(camera: Camera, shared: CamerasShared): KeptCamera {
  const { clock, log, signal, metrics, dispatch, rings } = shared;
  const cameraId = camera.id;
  const isSure = shared.sharing?.isSure;
  const isWatched = () => shared.isWatched?.(cameraId) ?? true;
  const reporting = { cameraId, clock, log, signal, isSure, isWatched };
  const reporter = dispatch && startStatusReporter({ ...reporting, dispatch });
  const startedAt = clock.now();
  let worker: CameraWorker | null = null;
  let failure: { problem: string; since: number } | null = null;
  const status = () =>
    withFailure(worker?.status() ?? noStatus(camera, shared, startedAt), failure);
  const watching = supervise({
    part: `camera ${cameraId}`,
    clock,
    log,
    signal,
    runOnce: (ending) =>
      runCamera(camera, shared, { reporter, signal: ending }, (started) => {
        worker = started;
        failure = null;
      }),
    onProblem: (problem) => {
      failure = problem === null ? null : { problem, since: clock.now() };
      if (problem !== null) metrics.partFailures.inc({ part: `camera ${cameraId}` });
      reporter?.update(status());
    },
  });
  return {
    status,
    problems: () => [
      ...(failure === null ? cameraProblems(status()) : []),
      ...(failure === null
        ? (worker?.problems() ?? [])
        : [problemOf(cameraId, 'camera-failed', failure.problem)]),
      ...rings.problemsOf(cameraId),
    ],
    done: Promise.all([watching, reporter?.done]).then(() => undefined),
  };
}

interface Attempt {
  reporter: StatusReporter | null;
  signal: AbortSignal;
}

/**
 * Runs the camera worker. While the ring buffer cannot be opened, the camera is analysed without recording; when it can, the worker is
 * restarted.
 */
async function runCamera(
  camera: Camera,
  shared: CamerasShared,
  { reporter, signal }: Attempt,
  onStarted: (worker: CameraWorker) => void,
): Promise<void> {
  const ring = await shared.rings.open(camera.id);
  const ending = new AbortController();
  // Each part adds a listener, which is not a leak.
  setMaxListeners(0, ending.signal);
  const end = () => {
    ending.abort();
  };
  signal.addEventListener('abort', end, { once: true });
  // The signal may have aborted while the ring buffer was opened.
  if (signal.aborted) end();
  const attempt = { reporter, signal: ending.signal };
  if (ring === null) void shared.rings.whenOpen(camera.id, ending.signal).then(end);
  try {
    await runWorker(camera, shared, attempt, onStarted);
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
  if (ring === null && !signal.aborted)
    return runCamera(camera, shared, { reporter, signal }, onStarted);
}

async function runWorker(
  camera: Camera,
  shared: CamerasShared,
  { reporter, signal }: Attempt,
  onStarted: (worker: CameraWorker) => void,
): Promise<void> {
  const { dataDir, outboxes, clock, log, rings, edgeId, site, fences, metrics } = shared;
  const history = await openHistory(camera, shared, reporter);
  const { startWorker = startCameraWorker } = shared;
  const worker = await startWorker({
    camera,
    site,
    edgeId,
    buffer: rings.of(camera.id),
    logIns: shared.logIns,
    ...(shared.overload && { overload: shared.overload }),
    fences: fences.sourceOf(camera.id),
    detector: shared.detectorOf(camera),
    ...(shared.createPipeline && { createPipeline: shared.createPipeline }),
    stateFile: foldersIn(dataDir).stateFile(camera.id),
    history,
    reporter,
    sharing: shared.sharing,
    outboxes,
    metrics,
    clock,
    log,
    signal,
  }).catch(async (error: unknown) => {
    await history.close();
    throw error;
  });
  onStarted(worker);
  await worker.done;
}

function openHistory(
  { id: cameraId }: Camera,
  { dataDir, outboxes, keepObservations: keep, clock, log }: CamerasShared,
  reporter: StatusReporter | null,
): Promise<CameraHistory> {
  const folders = foldersIn(dataDir);
  return openCameraHistory({ cameraId, folders, reporter, outboxes, keep, clock, log });
}

function withFailure(
  status: CameraStatus,
  failure: { problem: string; since: number } | null,
): CameraStatus {
  return failure === null ? status : { ...status, state: 'offline', ...failure };
}

function problemOf(subject: string, code: FoundProblem['code'], detail: string): FoundProblem {
  return { code, subject, values: { detail } };
}

/** The status of a camera whose worker has not started yet. */
function noStatus(
  { id: cameraId }: Camera,
  { edgeId, sharing, clock }: CamerasShared,
  since: number,
): CameraStatus {
  return {
    version: 1,
    edgeId,
    cameraId,
    state: 'starting',
    problem: null,
    since,
    lastFrameAt: null,
    view: null,
    framesAnalysed: 0,
    framesDropped: 0,
    reconnects: 0,
    decode: null,
    openIncidents: 0,
    ...(sharing && { lease: { ...sharing.lease } }),
    sentAt: clock.now(),
  };
}
