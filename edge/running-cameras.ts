// Starts and stops the cameras of this edge, and restarts them when their settings change. With leases a camera starts when its lease
// is taken; without, all cameras run.
import { isDeepStrictEqual } from 'node:util';
import type { Camera, HeldLease } from '../contracts/index.ts';
import { keepCamera, type CamerasShared, type KeptCamera } from './camera-keeper.ts';
import type { Logger } from 'pino';
import type { Clock } from '../host/clock.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import type { Overload } from './schedule/overload.ts';
import type { LeaseStore } from './leases/lease-store.ts';
import type { ReportedIncidents } from './leases/reported-incidents.ts';
import { createStateSharer } from './leases/shared-state.ts';

/** The cameras that run on this edge. */
export interface RunningCameras {
  list(): readonly KeptCamera[];
  /** Sets the cameras of the site: new ones are started, missing ones stopped, changed ones restarted. */
  set(cameras: readonly Camera[]): void;
  /** Resolves when all have stopped; abort their signal first. */
  done(): Promise<unknown>;
}

export interface SharingParts {
  overload: Pick<Overload, 'load' | 'forget'>;
  metrics: EdgeMetrics;
  clock: Clock;
  log: Logger;
}

export interface RunningParts extends SharingParts {
  store: LeaseStore;
  reported: ReportedIncidents;
  isSure: (cameraId: string) => Promise<boolean>;
}

export function createRunning(cameras: readonly Camera[], parts: RunningParts) {
  const { isSure, overload, metrics, reported } = parts;
  const running = new Map<string, RunningCamera>();
  let known = knownAfter(new Map(), cameras);
  let shared: CamerasShared | null = null;
  const start = (cameraId: string, lease: HeldLease) => {
    const camera = known.get(cameraId);
    if (camera === undefined || shared === null || running.has(cameraId)) return;
    const ending = endingWith(shared.signal);
    const state = stateOf(cameraId, lease, parts);
    const sharing = { lease, state, reported, isSure: () => isSure(cameraId) };
    const kept = keepCamera(camera, { ...shared, sharing, signal: ending.signal });
    running.set(cameraId, { camera, kept, ending });
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
  const isOutdated = (cameraId: string) => running.get(cameraId)?.camera !== known.get(cameraId);
  return {
    ofKeeper: { start, stop, isOutdated },
    use: (given: CamerasShared) => {
      shared = given;
    },
    list: () => [...running.values()].map(({ kept }) => kept),
    done: () => Promise.all([...running.values()].map(({ kept }) => kept.done)),
    shared: () => sharedOf(known),
    set: (next: readonly Camera[]) => {
      known = knownAfter(known, next);
    },
  };
}

function stateOf(cameraId: string, lease: HeldLease, parts: RunningParts) {
  const { store, metrics, clock, log } = parts;
  const onShared = (result: string) => {
    metrics.leaseStates.inc({ result });
  };
  return createStateSharer({ cameraId, lease: () => lease.token, store, onShared, clock, log });
}

function sharedOf(known: ReadonlyMap<string, Camera>) {
  return [...known.values()].map(({ id, edge = null }) => ({ id, edge }));
}

interface RunningCamera {
  camera: Camera;
  kept: KeptCamera;
  ending: AbortController;
}

/** Keeps the same object for a camera whose settings are unchanged. */
function knownAfter(
  before: ReadonlyMap<string, Camera>,
  next: readonly Camera[],
): Map<string, Camera> {
  return new Map(
    next.map((camera) => {
      const former = before.get(camera.id);
      return [camera.id, former && isDeepStrictEqual(former, camera) ? former : camera];
    }),
  );
}

/** A controller that also aborts with the worker's signal, and removes its listener afterwards. */
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
  const running = new Map<string, RunningCamera>();
  let known = knownAfter(new Map(), cameras);
  const start = (camera: Camera) => {
    const ending = endingWith(shared.signal);
    const kept = keepCamera(camera, { ...shared, signal: ending.signal });
    running.set(camera.id, { camera, kept, ending });
  };
  const stop = async (cameraId: string, { kept, ending }: RunningCamera) => {
    ending.abort();
    await kept.done;
    running.delete(cameraId);
    shared.overload?.forget(cameraId);
    shared.metrics.forgetCamera(cameraId);
  };
  const follow = async () => {
    const old = [...running].filter(([id, one]) => one.camera !== known.get(id));
    await Promise.all(old.map(([id, one]) => stop(id, one)));
    if (shared.signal.aborted) return;
    for (const camera of known.values()) if (!running.has(camera.id)) start(camera);
  };
  let following = Promise.resolve();
  for (const camera of known.values()) start(camera);
  return {
    list: () => [...running.values()].map(({ kept }) => kept),
    set: (next) => {
      known = knownAfter(known, next);
      following = following.then(follow);
    },
    done: async () => {
      await following;
      await Promise.all([...running.values()].map(({ kept }) => kept.done));
    },
  };
}
