// The edge worker: all cameras of a site, from their streams to alerts in the queue. This file only puts the parts
// together; `camera-worker.ts` is one camera, `outboxes.ts` is what leaves. Takes a site and addresses; gives a running
// worker and the way to stop it.
import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import type { Camera, CameraStatus, Site } from '../contracts/index.ts';
import type { Detector } from '../detectors/detector.ts';
import { startCameraWorker, type CameraWorker } from './camera-worker.ts';
import { systemClock, type Clock } from './clock.ts';
import { openFenceKeeper, type FenceKeeper } from './fences/fence-keeper.ts';
import { pollFences } from './fences/poll-fences.ts';
import { startHealthServer, type HealthAnswer } from './health/health-server.ts';
import { createMetrics, type EdgeMetrics } from './health/metrics.ts';
import { startStatusReporter } from './health/status-reporter.ts';
import { openAlertQueue, type AlertQueue } from './outbox/alert-queue.ts';
import type { Dispatch } from './outbox/upload.ts';
import { openOutboxes, type Outboxes } from './outboxes.ts';
import { openCameraPast } from './past/camera-past.ts';
import type { createCameraPipeline } from './pipeline/pipeline.ts';
import { openRingBuffer, type RingBuffer } from './record/ring-buffer.ts';
import { foldersIn } from './state/folders.ts';

export interface EdgeOptions {
  site: Site;
  edgeId: string;
  dataDir: string;
  redisUrl: string;
  /** Where pictures, clips and camera states go; alerts go through Redis with or without it. */
  dispatchUrl?: string;
  edgeToken?: string;
  /** One for all cameras, or one for each that wants another model. */
  detector: Detector | ((camera: Camera) => Detector);
  log: Logger;
  clock?: Clock;
  /** Port of /metrics and /healthz on 127.0.0.1 (or `metricsHost`); 0 takes a free one. */
  metricsPort?: number;
  metricsHost?: string;
  /** How much video each camera keeps for clips. */
  keepVideo?: { ms: number; bytes: number };
  /** How much of the observation log each camera keeps. */
  keepObservations?: { ms: number; bytes: number };
  /** Replaced in tests. */
  createPipeline?: typeof createCameraPipeline;
}

export interface Edge {
  readonly metricsPort: number;
  cameras(): CameraStatus[];
  stop(): Promise<void>;
}

const defaultKeepVideo = { ms: 10 * 60_000, bytes: 1 << 30 };
const defaultKeepObservations = { ms: 14 * 24 * 3_600_000, bytes: 1 << 28 };

export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const { site, log, clock = systemClock } = options;
  const stopping = new AbortController();
  // Every camera listens to it several times: that is no leak.
  setMaxListeners(0, stopping.signal);
  const metrics = createMetrics();
  const queue = openAlertQueue(options.redisUrl, log);
  const dispatch = dispatchOf(options);
  const folders = foldersIn(options.dataDir);
  const common = { metrics, clock, log, signal: stopping.signal };
  const buffers = await openBuffers(options, clock);
  const outboxes = await openOutboxes({ folders, queue, dispatch, buffers, ...common });
  const fences = await openFenceKeeper({
    path: dispatch && folders.fencesFile,
    ...{ siteFences: site.fences, clock, log },
  });
  const shared = { options, buffers, outboxes, dispatch, fences, ...common };
  const cameras = await Promise.all(site.cameras.map((camera) => startCamera(camera, shared)));
  const server = await startHealthServer({
    host: options.metricsHost ?? '127.0.0.1',
    port: options.metricsPort ?? 0,
    registry: metrics.registry,
    health: () => healthOf(cameras, outboxes, queue),
  });
  const polling = dispatch && pollFences({ dispatch, keeper: fences, ...common });
  const watching = observe({ outboxes, queue, metrics, clock, signal: stopping.signal });
  log.info({ cameras: site.cameras.length, port: server.port }, 'edge worker is running');
  return {
    metricsPort: server.port,
    cameras: () => cameras.map((camera) => camera.status()),
    async stop() {
      stopping.abort();
      await Promise.all(cameras.map(({ done }) => done));
      await Promise.all([outboxes.done, watching, polling, server.close()]);
      await queue.close();
      log.info('edge worker has stopped');
    },
  };
}

interface Shared {
  options: EdgeOptions;
  buffers: ReadonlyMap<string, RingBuffer>;
  outboxes: Outboxes;
  dispatch: Dispatch | null;
  fences: FenceKeeper;
  metrics: EdgeMetrics;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}

async function startCamera(camera: Camera, shared: Shared): Promise<CameraWorker> {
  const { options, buffers, dispatch, fences, ...common } = shared;
  const { clock, log, signal, outboxes } = common;
  const folders = foldersIn(options.dataDir);
  const buffer = buffers.get(camera.id);
  if (!buffer) throw new Error(`no ring buffer for camera ${camera.id}`);
  const reporter =
    dispatch && startStatusReporter({ cameraId: camera.id, dispatch, clock, signal });
  const { keepObservations: keep = defaultKeepObservations } = options;
  const past = await openCameraPast({
    ...{ cameraId: camera.id, folders, reporter, outboxes, keep, clock, log },
  });
  const { timezone, calendar } = options.site;
  const worker = await startCameraWorker({
    ...{ camera, site: { timezone, calendar }, edgeId: options.edgeId, buffer, reporter },
    ...{ fences: fences.sourceOf(camera.id), past, ...common },
    detector: detectorFor(options, camera),
    ...(options.createPipeline && { createPipeline: options.createPipeline }),
    stateFile: folders.stateFile(camera.id),
  });
  const done = Promise.all([worker.done, reporter?.done]).then(() => undefined);
  return { status: () => worker.status(), done };
}

function dispatchOf({ dispatchUrl, edgeToken }: EdgeOptions): Dispatch | null {
  return dispatchUrl === undefined ? null : { url: dispatchUrl, token: edgeToken ?? null };
}

async function openBuffers(
  options: EdgeOptions,
  clock: Clock,
): Promise<ReadonlyMap<string, RingBuffer>> {
  const { site, dataDir, log, keepVideo = defaultKeepVideo } = options;
  const limits = { keepMs: keepVideo.ms, maxBytes: keepVideo.bytes };
  const open = async ({ id }: Camera): Promise<[string, RingBuffer]> => {
    const dir = foldersIn(dataDir).segments(id);
    return [id, await openRingBuffer({ dir, ...limits, clock, log })];
  };
  return new Map(await Promise.all(site.cameras.map(open)));
}

function detectorFor({ detector }: EdgeOptions, camera: Camera): Detector {
  return typeof detector === 'function' ? detector(camera) : detector;
}

function healthOf(
  cameras: readonly CameraWorker[],
  outboxes: Outboxes,
  queue: AlertQueue,
): HealthAnswer {
  const troubled = cameras
    .map((camera) => camera.status())
    .filter(({ state }) => state !== 'live')
    .map(({ cameraId, state, problem }) => `camera ${cameraId}: ${problem ?? state}`);
  const problems = Object.entries(outboxes.states()).flatMap(([name, { problem }]) =>
    problem === null ? [] : [`${name}: ${problem}`],
  );
  const redis = queue.isConnected() ? [] : ['redis is not reachable: alerts wait in the outbox'];
  // A restart mends neither a camera nor Redis, so they do not make the worker unhealthy.
  return { ok: problems.length === 0, notes: [...problems, ...redis, ...troubled] };
}

async function observe(parts: {
  outboxes: Outboxes;
  queue: AlertQueue;
  metrics: EdgeMetrics;
  clock: Clock;
  signal: AbortSignal;
}): Promise<void> {
  const { outboxes, queue, metrics, clock, signal } = parts;
  while (!signal.aborted) {
    for (const [outbox, state] of Object.entries(outboxes.states())) {
      metrics.outboxWaiting.set({ outbox }, state.waiting);
      metrics.outboxUnwritten.set({ outbox }, state.unwritten);
    }
    metrics.redisConnected.set(queue.isConnected() ? 1 : 0);
    await clock.wait(1000, signal);
  }
}
