// The cameras of the site with their last status. Statuses are only in memory: an edge repeats them every few seconds, so a
// restart recovers quickly.
import type { CameraStatus, CameraView, Site } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { CameraPictures } from '../evidence/camera-pictures.ts';
import type { FenceRegistry } from '../fences/fence-registry.ts';
import { isSilent, viewOf, type Heard } from './camera-view.ts';

export interface CameraWall {
  has(cameraId: string): boolean;
  /** The grid cell of a camera, null when it has none; undefined for a camera that is not of this site. */
  cellOf(cameraId: string): string | null | undefined;
  hear(status: CameraStatus): void;
  views(): Promise<CameraView[]>;
  view(cameraId: string): Promise<CameraView | null>;
  /** The last status of each camera that an edge has reported. */
  heard(): ReadonlyMap<string, Heard>;
  /** Whether it currently sends pictures of its place, as far as this dispatch knows. */
  isLooking(cameraId: string): boolean;
  /** The number of cameras in each state; those without a report count as `unknown`. */
  states(): Map<string, number>;
  /** Ids of cameras that have fallen silent since the last call. */
  fallenSilent(): string[];
}

export interface CameraWallOptions {
  site: Pick<Site, 'cameras'>;
  registry: Pick<FenceRegistry, 'fences'>;
  pictures: Pick<CameraPictures, 'takenAt'>;
  /** Ids of the fences with an open incident. */
  cases: { openFences(): Promise<string[]> };
  clock: Clock;
}

export function createCameraWall(options: CameraWallOptions): CameraWall {
  const { site, clock } = options;
  const heard = new Map<string, Heard>();
  // Cameras come and go while dispatch runs.
  const cells = createCells(site);
  const viewsOf = createViews(options, heard);
  return {
    has: (cameraId) => cells().has(cameraId),
    cellOf: (cameraId) => cells().get(cameraId),
    hear: (status) => {
      if (isOutdated(heard.get(status.cameraId), status, clock.now())) return;
      heard.set(status.cameraId, { status, heardAt: clock.now() });
    },
    heard: () => heard,
    views: () => viewsOf(site.cameras),
    view: async (cameraId) => {
      const own = site.cameras.filter(({ id }) => id === cameraId);
      return own.length === 0 ? null : ((await viewsOf(own))[0] ?? null);
    },
    isLooking: (cameraId) => {
      const last = heard.get(cameraId);
      if (last === undefined || isSilent(last, clock.now())) return false;
      const { state, view } = last.status;
      return state === 'live' && (view === null || view === 'ok');
    },
    states: () => countStates([...cells().keys()], heard, clock.now()),
    fallenSilent: createSilenceWatch(heard, clock),
  };
}

function createViews(
  { registry, pictures, cases, clock }: CameraWallOptions,
  heard: ReadonlyMap<string, Heard>,
) {
  return async (cameras: Site['cameras']): Promise<CameraView[]> => {
    const openFences = new Set(await cases.openFences());
    const fences = groupBy(registry.fences(), ({ camera }) => camera);
    return cameras.map((camera) =>
      viewOf({
        camera,
        fences: fences.get(camera.id) ?? [],
        heard: heard.get(camera.id) ?? null,
        openFences,
        pictureAt: pictures.takenAt(camera.id),
        now: clock.now(),
      }),
    );
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const own = groups.get(keyOf(item));
    if (own === undefined) groups.set(keyOf(item), [item]);
    else own.push(item);
  }
  return groups;
}

/** Rebuilt only when the list has changed. */
function createCells(site: Pick<Site, 'cameras'>): () => ReadonlyMap<string, string | null> {
  let list: Site['cameras'] | null = null;
  let cells = new Map<string, string | null>();
  return () => {
    if (site.cameras === list) return cells;
    list = site.cameras;
    cells = new Map(list.map(({ id, gridCell }) => [id, gridCell]));
    return cells;
  };
}

/** A worker that is cut off from Redis may still report a camera that another one has taken over. */
function isOutdated(last: Heard | undefined, { lease }: CameraStatus, now: number): boolean {
  const known = last?.status.lease;
  if (last === undefined || known === undefined || lease === undefined) return false;
  return lease.token < known.token && !isSilent(last, now);
}

function countStates(
  cameraIds: readonly string[],
  heard: ReadonlyMap<string, Heard>,
  now: number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cameraId of cameraIds) {
    const last = heard.get(cameraId);
    const state =
      last === undefined ? 'unknown' : isSilent(last, now) ? 'offline' : last.status.state;
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

function createSilenceWatch(heard: ReadonlyMap<string, Heard>, clock: Clock): () => string[] {
  let before = new Set<string>();
  return () => {
    const now = clock.now();
    const silent = [...heard]
      .filter(([, last]) => isSilent(last, now))
      .map(([cameraId]) => cameraId);
    const fresh = silent.filter((cameraId) => !before.has(cameraId));
    before = new Set(silent);
    return fresh;
  };
}
