// The edge worker: runs all cameras of a site, from their streams to alerts in the queue. This file only connects the parts:
// `camera-worker.ts` is one camera, `outboxes.ts` sends the results. Takes a site and addresses; returns a running worker and a
// function to stop it.
import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import type { Alert, Camera, CameraStatus, HealthProblem } from '../contracts/index.ts';
import type { DefectKind } from '../host/defects.ts';
import { lockDataFolder } from './lock-data-folder.ts';
import { takeClipRequests } from './clip-requests.ts';
import { keepEnrolled } from './alerts/ask-enrolment.ts';
import { systemClock, type Clock } from '../host/clock.ts';
import type { EdgeOptions } from './edge-options.ts';
import { openFenceKeeper } from './fences/fence-keeper.ts';
import { pollFences } from './fences/poll-fences.ts';
import { createEdgeHealth } from './health/edge-health.ts';
import { serveHealth } from './health/health-server.ts';
import { createMetrics } from './health/metrics.ts';
import { createParts } from './health/parts.ts';
import { openWatchedCameras } from './health/watched-cameras.ts';
import { healthAnswer } from './health/health-answer.ts';
import { openAlertQueue } from './outbox/alert-queue.ts';
import { openCredentials } from './credentials/open-credentials.ts';
import { openOutboxes, type Outboxes } from './outboxes.ts';
import { keepRoom } from './record/keep-room.ts';
import { trimOldVideo } from './record/trim-old-video.ts';
import { observe } from './observe.ts';
import { pollCameras } from './added/poll-cameras.ts';
import { tryAddress } from './added/try-address.ts';
import { createOverload } from './schedule/overload.ts';
import { createLogIns } from './capture/log-ins.ts';
import { runAll, type RunningCameras } from './running-cameras.ts';
import { createIncidentNotes } from './leases/reported-incidents.ts';
import { openSharing } from './share-cameras.ts';
import type { EdgeKey } from './alerts/edge-key.ts';
import { addedOf, detectorFor, dispatchOf, keyOf, ringsOf } from './worker-parts.ts';
import { watchMachine } from './watch-machine.ts';
import { foldersIn } from './state/folders.ts';

export interface Edge {
  readonly metricsPort: number;
  cameras(): CameraStatus[];
  /** For the metric of defects. */
  countDefect(kind: DefectKind): void;
  /** The current problems. */
  problems(): HealthProblem[];
  stop(): Promise<void>;
}

/** Parts that have not stopped by then are abandoned; nothing is lost, because the state is saved with every alert. */
const stopLimitMs = 15_000;
/** Cameras that are not handed over by then move when their leases expire. */
const handOverLimitMs = 10_000;
const defaultKeepObservations = { ms: 14 * 24 * 3_600_000, bytes: 1 << 28 };

const noCameras: RunningCameras = {
  list: () => [],
  done: () => Promise.resolve(),
  set: () => undefined,
};

/** @throws when it cannot start: the metrics port is taken, or another process holds the data folder */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const shared = await openShared(options);
  const { log, metrics, outboxes, queue, parts, health, dispatch } = shared;
  const { clock, share } = shared;
  let cameras = noCameras;
  const server = await serveHealth({
    host: options.metricsHost ?? '127.0.0.1',
    port: options.metricsPort ?? 0,
    registry: metrics.registry,
    health: () =>
      healthAnswer(health.problems(), {
        cameras: cameras.list(),
        outboxes,
        queue,
        sharing: share?.seen() ?? null,
      }),
  }).catch((error: unknown) => giveUp(shared, error));
  cameras = share ?? runAll(shared.added.all(), shared);
  shared.added.listen((all) => {
    cameras.set(all);
  });
  shared.sources.push(() => cameras.list().flatMap((camera) => camera.problems()));
  if (share) parts.keep('leases', (ending) => share.run(shared, ending));
  parts.keep('health server', (ending) => server.run(ending));
  parts.keep('metrics', (ending) => observe({ outboxes, queue, share, metrics, clock }, ending));
  if (dispatch) followDispatch(options, { ...shared, dispatch });
  log.info(
    { cameras: shared.added.all().length, isShared: share !== null, port: server.port },
    'edge worker is running',
  );
  return {
    metricsPort: server.port,
    cameras: () => cameras.list().map((camera) => camera.status()),
    problems: () => health.problems(),
    countDefect: (kind) => {
      metrics.defects.inc({ kind });
    },
    stop: () => stopAll(shared, cameras),
  };
}

async function stopAll(shared: Shared, cameras: RunningCameras): Promise<void> {
  const { stopping, share, clock, outboxes, parts, queue, lock, log } = shared;
  if (share) await Promise.race([share.handOver(), clock.wait(handOverLimitMs)]);
  stopping.abort();
  await untilEnded([cameras.done(), outboxes.done, parts.done()], shared);
  await queue.close();
  share?.close();
  await lock.release();
  log.info('edge worker has stopped');
}

type Shared = Awaited<ReturnType<typeof openShared>>;

/** Runs the polls and reports to dispatch. */
function followDispatch(
  { edgeId }: EdgeOptions,
  shared: Shared & { dispatch: NonNullable<Shared['dispatch']> },
): void {
  const { dispatch, parts, fences: keeper, health, key, clock, log } = shared;
  const { link } = dispatch;
  parts.keep('fences', (signal) => pollFences({ dispatch, keeper, clock, log, signal }));
  parts.keep('health reports', (ending) => health.tell(dispatch, ending));
  keepAsking({ edgeId }, shared);
  parts.keep('asked clips', (signal) => takeClipRequests({ ...shared, link, signal }));
  parts.keep('enrolment', (ending) => keepEnrolled({ key, edgeId, link }, ending));
}

/** For cameras of the dashboard. */
function keepAsking(
  { edgeId }: Pick<EdgeOptions, 'edgeId'>,
  shared: Shared & { dispatch: NonNullable<Shared['dispatch']> },
): void {
  const { dispatch, parts, key, added, clock, log } = shared;
  const asking = { link: dispatch.link, key, edgeId, shares: shared.share !== null, added, log };
  parts.keep('cameras of the dashboard', (signal) =>
    pollCameras({
      ...asking,
      clock,
      signal,
      tryAddress: (asked, ending) => tryAddress(asked, { clock, signal: ending }),
    }),
  );
}

async function untilEnded(
  all: readonly Promise<unknown>[],
  { clock, log }: { clock: Clock; log: Logger },
): Promise<void> {
  const isInTime = await Promise.race([
    Promise.all(all).then(() => true),
    clock.wait(stopLimitMs).then(() => false),
  ]);
  if (!isInTime) log.error({ stopLimitMs }, 'a part of the worker did not end in time');
}

async function giveUp(
  { stopping, outboxes, parts, queue, share, lock }: Awaited<ReturnType<typeof openShared>>,
  error: unknown,
): Promise<never> {
  stopping.abort();
  await Promise.all([outboxes.done, parts.done()]);
  await queue.close();
  share?.close();
  await lock.release();
  throw error;
}

/** The parts that all cameras share, and the watches of the machine. */
async function openShared(options: EdgeOptions) {
  const { site, log, clock = systemClock, edgeId, dataDir } = options;
  // Lock before reading the folder, because two workers on one folder would overwrite each other's files.
  const lock = await lockDataFolder(dataDir, edgeId, log);
  const stopping = new AbortController();
  // Every camera adds several listeners, which is not a leak.
  setMaxListeners(0, stopping.signal);
  const metrics = createMetrics();
  const common = { metrics, clock, log, signal: stopping.signal };
  const queue = openAlertQueue(options.redisUrl, log, clock, createIncidentNotes(log));
  const dispatch = dispatchOf(options);
  const folders = foldersIn(dataDir);
  // Open the outboxes before the rings, because waiting clips decide which segments are kept.
  const clips: Pick<Outboxes, 'clipsToCut'> = { clipsToCut: (id) => outboxes.clipsToCut(id) };
  const added = await addedOf(options, clock);
  const rings = ringsOf(options, { clock, clips, knows: (id) => added.has(id) });
  const key = await keyOf(options, { folder: folders.seal, clock });
  const credentials = openCredentials(options, { key, dispatch, clock, folder: folders.seal });
  const sending = { queue, dispatch, rings, credentials, ...sealsOf(key) };
  const overload = createOverload();
  const sharing = { ...options, cameras: added.all() };
  const share = options.share
    ? await openSharing(sharing, options.share, { overload, ...common })
    : null;
  const confirm = share ? { confirm: (alert: Alert) => share.confirm(alert) } : {};
  const { clipRolls } = site;
  const outboxes = await openOutboxes({ folders, clipRolls, ...sending, ...confirm, ...common });
  const path = dispatch && folders.fencesFile;
  const fences = await openFenceKeeper({ path, siteFences: site.fences, clock, log });
  const parts = createParts(common);
  keepVideoSmall(options, { parts, rings, clock });
  const watched = { parts, clock, queue, outboxes, credentials, overload, metrics };
  const sources = [...watchMachine(options, watched), () => share?.problems() ?? []];
  const software = options.software ?? 'fencewatch';
  const isWatched = watchedCamerasOf(options, { dispatch, parts, clock });
  const health = createEdgeHealth({ edgeId, software, sources, metrics, clock });
  const cameraParts = cameraPartsOf(options);
  const machine = { lock, key, stopping, queue, parts, sources, health, overload };
  const ways = { added, rings, logIns: createLogIns(), outboxes, dispatch, fences, isWatched };
  return { ...common, ...cameraParts, ...machine, ...ways, share };
}

function sealsOf(key: Pick<EdgeKey, 'seal' | 'sign'>) {
  return {
    seal: (alert: Alert) => key.seal(alert),
    sign: (text: string) => key.sign(text),
  };
}

interface Common {
  parts: ReturnType<typeof createParts>;
  clock: Clock;
}

function keepVideoSmall(
  { dataDir, log }: EdgeOptions,
  { parts, rings, clock }: Common & { rings: ReturnType<typeof ringsOf> },
): void {
  const room = { dir: dataDir, rings: () => rings.all(), clock, log };
  parts.keep('room on the disk', (ending) => keepRoom(room, ending));
  const old = { camerasDir: foldersIn(dataDir).cameras, rings, clock, log };
  parts.keep('old video', (ending) => trimOldVideo(old, ending));
}

/** Without dispatch nobody looks, and nothing is reported. */
function watchedCamerasOf(
  { redisUrl, log }: EdgeOptions,
  { dispatch, parts, clock }: Common & { dispatch: ReturnType<typeof dispatchOf> },
): (cameraId: string) => boolean {
  const watching = openWatchedCameras({ redisUrl, clock, log });
  if (dispatch) parts.keep('watched cameras', (ending) => watching.run(ending));
  return (cameraId) => watching.isWatched(cameraId);
}

function cameraPartsOf(options: EdgeOptions) {
  const { site, edgeId, dataDir, createPipeline } = options;
  const { keepObservations = defaultKeepObservations } = options;
  const detectorOf = (camera: Camera) => detectorFor(options, camera);
  return { site, edgeId, dataDir, keepObservations, detectorOf, createPipeline };
}
