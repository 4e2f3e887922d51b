// Runs the cameras whose leases this edge holds, when several edges share the cameras of a site. Takes the worker's parts; starts a
// camera when its lease is taken, and stops it when the lease is lost or given back. Uses the Redis of the alert queue over a separate
// connection.
import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import type { Alert, Camera, OpenClipRequest } from '../contracts/index.ts';
import { backOffMs } from '../host/back-off.ts';
import type { Clock } from '../host/clock.ts';
import { openRedis, type RedisClient } from '../host/redis/open-redis.ts';
import { redisAddressOf } from '../host/redis/redis-address.ts';
import type { CamerasShared } from './camera-keeper.ts';
import { createRunning, type RunningCameras, type SharingParts } from './running-cameras.ts';
import type { EdgeOptions, SharingOptions } from './edge-options.ts';
import type { FoundProblem } from './found-problem.ts';
import { createLeaseKeeper, type LeaseKeeper, type SharingSeen } from './leases/lease-keeper.ts';
import { loadLeaseNote, saveLeaseNote } from './leases/lease-note.ts';
import { createLeaseStore } from './leases/lease-store.ts';
import { answersFor } from './leases/video-answer.ts';
import { createReportedIncidents } from './leases/reported-incidents.ts';
import { createWeight } from './leases/weight.ts';
import { foldersIn } from './state/folders.ts';

export interface Sharing extends RunningCameras {
  /** Takes cameras until `signal` aborts. */
  run(shared: CamerasShared, signal: AbortSignal): Promise<void>;
  /** Call before an alert is sent: checks whether this edge still holds the camera. */
  confirm(alert: Alert): Promise<void>;
  /** Whether this edge should answer for a span of a camera's video. */
  answersFor(request: Pick<OpenClipRequest, 'cameraId' | 'until'>, hasVideo: boolean): boolean;
  handOver(): Promise<void>;
  seen(): SharingSeen & { readonly held: number };
  problems(): readonly FoundProblem[];
  close(): void;
}

const commandTimeoutMs = 2000;

export interface SharingOf extends Pick<EdgeOptions, 'edgeId' | 'dataDir' | 'redisUrl'> {
  cameras: readonly Camera[];
}

export async function openSharing(
  { edgeId, dataDir, redisUrl, cameras }: SharingOf,
  wish: SharingOptions,
  parts: SharingParts,
): Promise<Sharing> {
  const { clock, log, metrics } = parts;
  const { leaseNote } = foldersIn(dataDir);
  const note = await loadLeaseNote(leaseNote, log);
  const client = openClient(redisUrl, log);
  const store = createLeaseStore(client, { edgeId, folderId: note.folderId });
  const reported = createReportedIncidents(client, log);
  const weight = weightOf(wish, parts);
  const running = createRunning(cameras, {
    ...parts,
    store,
    reported,
    isSure: (id) => keeper.isSure(id),
  });
  const keeper = createLeaseKeeper({
    edgeId,
    get cameras() {
      return running.shared();
    },
    store,
    offer: () => ({ ...wish, weight: weight() }),
    note,
    keepNote: (next) => saveLeaseNote(leaseNote, next),
    ...running.ofKeeper,
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
