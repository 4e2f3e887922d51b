// Picks up changes by another dispatch on the same database. Polls once a second, so that edges that wait here get them within
// two. Takes the store and the cache; tells dashboards which cameras changed. Ends with its signal.
import type { ArmedFences, FenceVersion } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Log } from '../log.ts';
import type { FenceVersionStore } from './fence-version-store.ts';
import { supervise } from '../../host/supervise.ts';
import type { FenceRegistry } from './fence-registry.ts';

/** Two reads of the last entry of an index: cheap for a database, and robust against a broken connection. */
const lookEveryMs = 1000;

export interface FenceWatch {
  store: Pick<FenceVersionStore, 'revision'>;
  registry: FenceRegistry;
  hub: LiveHub;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

export function watchFences(watch: FenceWatch): Promise<void> {
  const runOnce = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      await lookOnce(watch);
      await watch.clock.wait(lookEveryMs, signal);
    }
  };
  const { signal, clock, log } = watch;
  return supervise({ part: 'watching for fences of others', runOnce, signal, clock, log });
}

async function lookOnce({ store, registry, hub, log }: FenceWatch): Promise<void> {
  if ((await store.revision()) <= registry.armed().revision) return;
  const before = pageOf(registry);
  await registry.refresh();
  const cameraIds = changedCameras(before, pageOf(registry));
  log.info({ cameraIds }, 'another dispatch changed fences');
  for (const cameraId of cameraIds) hub.publish({ type: 'fences', cameraId });
}

export interface FencePage {
  versions: readonly FenceVersion[];
  views: ArmedFences['views'];
}

/** The cameras with a new, added or removed fence version, or a newly confirmed view. */
export function changedCameras(before: FencePage, after: FencePage): string[] {
  const old = new Set(marksOf(before).map(({ mark }) => mark));
  const now = new Set(marksOf(after).map(({ mark }) => mark));
  const changed = [
    ...marksOf(before).filter(({ mark }) => !now.has(mark)),
    ...marksOf(after).filter(({ mark }) => !old.has(mark)),
  ];
  return [...new Set(changed.map(({ cameraId }) => cameraId))].sort();
}

function pageOf(registry: FenceRegistry): FencePage {
  return { versions: registry.versions(), views: registry.armed().views };
}

function marksOf({ versions, views }: FencePage): { cameraId: string; mark: string }[] {
  return [
    ...versions.map(({ fenceId, version, fence }) => ({
      cameraId: fence?.camera ?? '',
      mark: `fence ${fenceId} ${version}`,
    })),
    ...views.map(({ cameraId, confirmedAt }) => ({
      cameraId,
      mark: `view ${cameraId} ${confirmedAt}`,
    })),
  ];
}
