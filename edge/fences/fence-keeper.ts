// Keeps the fences in force for all cameras of the edge. Takes what dispatch has armed, stores it on disk, and tells each camera
// whose fences changed. Starts with the last known fences, or with the site file when there are none.
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { ArmedFences, Fence } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { loadFences, saveFences } from './fence-file.ts';
import {
  fencesOfCamera,
  siteFileFences,
  takeArmed,
  type CameraFences,
  type FenceSet,
} from './fence-set.ts';

/** The fences of one camera, now and when they change. */
export interface FenceSource {
  current(): CameraFences;
  /** Called on every change from now on. */
  listen(listener: (fences: CameraFences) => void): void;
}

export interface FenceKeeper {
  revision(): number;
  take(armed: ArmedFences): Promise<void>;
  sourceOf(cameraId: string): FenceSource;
}

export interface FenceKeeperOptions {
  /** Null stores nothing: an edge without dispatch always starts with its site file. */
  path: string | null;
  siteFences: readonly Fence[];
  clock: Clock;
  log: Logger;
}

export async function openFenceKeeper(options: FenceKeeperOptions): Promise<FenceKeeper> {
  const { path, siteFences, log } = options;
  const kept = path === null ? null : await loadFences(path, log);
  let set = kept ?? siteFileFences(siteFences);
  const listeners = new Map<string, (fences: CameraFences) => void>();
  return {
    revision: () => set.revision,
    take: async (armed) => {
      const former = set;
      set = takeArmed(armed, former);
      logRefused(log, set, former);
      // Notify the cameras before storing the set, so that a slow disk does not delay armed fences.
      for (const [cameraId, listener] of listeners) {
        const next = fencesOfCamera(set, cameraId);
        if (!isDeepStrictEqual(next, fencesOfCamera(former, cameraId))) listener(next);
      }
      await keep(options, set);
    },
    sourceOf: (cameraId) => ({
      current: () => fencesOfCamera(set, cameraId),
      listen: (listener) => {
        listeners.set(cameraId, listener);
      },
    }),
  };
}

async function keep({ path, clock, log }: FenceKeeperOptions, set: FenceSet): Promise<void> {
  if (path === null) return;
  await saveFences(path, set, clock.now()).catch((error: unknown) => {
    log.error({ path, error }, 'the fences in force cannot be saved to disk');
  });
}

function logRefused(log: Logger, { refused }: FenceSet, former: FenceSet): void {
  for (const one of refused)
    if (!former.refused.some((known) => isDeepStrictEqual(known, one)))
      log.error({ ...one }, 'a fence cannot be used: the previous version stays in force');
}
