// Runs the cameras that this edge has leases of, when several edges share the cameras of a site. Takes the worker's parts; starts a
// camera when its lease is taken and ends it when it is lost or given back. Redis here is that of the alert queue, over a
// connection of its own.
import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import type { Alert, Camera, HeldLease, OpenClipRequest } from '../contracts/index.ts';
import { backOffMs } from '../host/back-off.ts';
import type { Clock } from '../host/clock.ts';
import { openRedis, type RedisClient } from '../host/redis/open-redis.ts';
import { redisAddressOf } from '../host/redis/redis-address.ts';
import { keepCamera, type CamerasShared, type KeptCamera } from './camera-keeper.ts';
import type { EdgeOptions, SharingOptions } from './edge-options.ts';
import type { FoundProblem } from './found-problem.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import { createLeaseKeeper, type LeaseKeeper, type SharingSeen } from './leases/lease-keeper.ts';
import { loadLeaseNote, saveLeaseNote } from './leases/lease-note.ts';
import { createLeaseStore, type LeaseStore } from './leases/lease-store.ts';
import { createStateSharer } from './leases/shared-state.ts';
import { answersFor } from './leases/video-answer.ts';
import { createWeight } from './leases/weight.ts';
import type { Overload } from './schedule/overload.ts';
import { foldersIn } from './state/folders.ts';

/** The cameras that run on this edge. */
export interface RunningCameras {
  list(): readonly KeptCamera[];
  /** Resolves when all have ended; their signal has to be aborted. */
  done(): Promise<unknown>;
}

export interface Sharing extends RunningCameras {
  /** Takes cameras until `signal` aborts. */
  run(shared: CamerasShared, signal: AbortSignal): Promise<void>;
  /** Before an alert is sent: the edge learns whether it still is the holder. */
  confirm(alert: Alert): Promise<void>;
  /** Whether this edge should answer for a span of a camera's video. */
  answersFor(request: Pick<OpenClipRequest, 'cameraId' | 'until'>, hasVideo: boolean): boolean;
  handOver(): Promise<void>;
  seen(): SharingSeen & { readonly held: number };
  problems(): readonly FoundProblem[];
  close(): void;
}

export interface SharingParts {
  overload: Pick<Overload, 'load' | 'forget'>;
  metrics: EdgeMetrics;
  clock: Clock;
  log: Logger;
}

const commandTimeoutMs = 2000;

export async function openSharing(
  { site, edgeId, dataDir, redisUrl }: EdgeOptions,
  wish: SharingOptions,
  parts: SharingParts,
): Promise<Sharing> {
  const { clock, log, metrics } = parts;
  const { leaseNote } = foldersIn(dataDir);
  const note = await loadLeaseNote(leaseNote, log);
  const client = openClient(redisUrl, log);
  const store = createLeaseStore(client, { edgeId, folderId: note.folderId });
  const weight = weightOf(wish, parts);
  const running = createRunning(site.cameras, {
    ...parts,
    store,
    isSure: (id) => keeper.isSure(id),
  });
  const keeper = createLeaseKeeper({
    edgeId,
    cameras: site.cameras.map(({ id, edge = null }) => ({ id, edge })),
    store,
    offer: () => ({ ...wish, weight: weight() }),
    note,
    keepNote: (next) => saveLeaseNote(leaseNote, next),
    start: running.start,
    stop: running.stop,
    onChange: (change) => {
      metrics.leaseChanges.inc({ change });
    },
    clock,
    log,
  });
  client.on('ready', () => {
    keeper.wake();
  });
  return sharingOf({ keeper, running, client, clock });
}

interface Opened {
  keeper: LeaseKeeper;
  running: ReturnType<typeof createRunning>;
  client: RedisClient;
  clock: Clock;
}

function sharingOf({ keeper, running, client, clock }: Opened): Sharing {
  return {
    ...running,
    ...answersOf(keeper, clock),
    run: (shared, signal) => {
      running.use(shared);
      return keeper.run(signal);
    },
    handOver: () => keeper.handOver(),
    seen: () => ({ ...keeper.seen(), held: keeper.held().size }),
    problems: () => keeper.problems(),
    close: () => {
      client.disconnect();
    },
  };
}

function openClient(redisUrl: string, log: Logger): RedisClient {
  const client = openRedis(redisAddressOf(redisUrl), {
    whenAway: 'fail',
    queueCommands: false,
    commandTimeoutMs,
    retryDelay: (times) => backOffMs({ firstMs: 200, longestMs: 2000 }, times),
  });
  client.on('error', (error: Error) => {
    log.debug({ problem: error.message }, 'redis');
  });
  return client;
}

function weightOf({ capacity }: SharingOptions, { overload, clock }: SharingParts): () => number {
  const processors = availableParallelism();
  return createWeight({ capacity, processors, load: () => overload.load(), clock });
}

function answersOf(keeper: LeaseKeeper, clock: Clock): Pick<Sharing, 'confirm' | 'answersFor'> {
  return {
    confirm: async ({ lease, incident }) => {
      if (lease !== undefined) await keeper.isSure(incident.cameraId);
    },
    answersFor: ({ cameraId, until }, hasVideo) => {
      const lease = keeper.held().get(cameraId);
      return answersFor({ lease, hasVideo, until, now: clock.now() });
    },
  };
}

interface RunningParts extends SharingParts {
  store: LeaseStore;
  isSure: (cameraId: string) => Promise<boolean>;
}

function createRunning(cameras: readonly Camera[], parts: RunningParts) {
  const { store, isSure, overload, metrics, clock, log } = parts;
  const running = new Map<string, { kept: KeptCamera; ending: AbortController }>();
  const known = new Map(cameras.map((camera) => [camera.id, camera]));
  let shared: CamerasShared | null = null;
  const start = (cameraId: string, lease: HeldLease) => {
    const camera = known.get(cameraId);
    if (camera === undefined || shared === null || running.has(cameraId)) return;
    const ending = endingWith(shared.signal);
    const onShared = (result: string) => {
      metrics.leaseStates.inc({ result });
    };
    const token = () => lease.token;
    const state = createStateSharer({ cameraId, lease: token, store, onShared, clock, log });
    const sharing = { lease, state, isSure: () => isSure(cameraId) };
    const kept = keepCamera(camera, { ...shared, sharing, signal: ending.signal });
    running.set(cameraId, { kept, ending });
  };
  const stop = async (cameraId: string) => {
    const one = running.get(cameraId);
    if (one === undefined) return;
    one.ending.abort();
    await one.kept.done;
    running.delete(cameraId);
    overload.forget(cameraId);
    metrics.forgetCamera(cameraId);
  };
  return {
    start,
    stop,
    use: (given: CamerasShared) => {
      shared = given;
    },
    list: () => [...running.values()].map(({ kept }) => kept),
    done: () => Promise.all([...running.values()].map(({ kept }) => kept.done)),
  };
}

/** Aborts with the worker, or by itself; it leaves no listener behind. */
function endingWith(signal: AbortSignal): AbortController {
  const ending = new AbortController();
  const end = () => {
    ending.abort();
  };
  signal.addEventListener('abort', end, { once: true });
  ending.signal.addEventListener('abort', () => {
    signal.removeEventListener('abort', end);
  });
  if (signal.aborted) end();
  return ending;
}

/** All cameras of the site, when this edge does not share them. */
export function runAll(cameras: readonly Camera[], shared: CamerasShared): RunningCameras {
  const kept = cameras.map((camera) => keepCamera(camera, shared));
  return { list: () => kept, done: () => Promise.all(kept.map(({ done }) => done)) };
}
