// The service for changes of fences by people and the site file: decides, writes, and notifies edges and dashboards. Takes
// requests; returns the new version, or why there is none.
import type { FenceFile, FenceVersion, ViewHealth } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Log } from '../log.ts';
import type { FenceVersionStore } from './fence-version-store.ts';
import { decideChange, type ChangeDecision, type FenceWish } from './decide-change.ts';
import { decideSiteFile } from './decide-site-file.ts';
import type { FenceSurroundings } from './check-fence.ts';
import type { FenceRegistry } from './fence-registry.ts';
import { decideShift, type ShiftDecision } from './shift-fence.ts';

export interface Signature {
  author: string;
  reason: string;
}

export interface FenceService {
  change(fenceId: string, wish: FenceWish, by: Signature): Promise<ChangeDecision>;
  /** The camera's current view is right; with a shift its fences are moved first. */
  confirmView(cameraId: string, shift: ViewHealth['shift'], by: Signature): Promise<ShiftDecision>;
  /** At the start. */
  readSiteFile(fences: readonly FenceFile[]): Promise<void>;
}

export interface FenceServiceOptions {
  store: FenceVersionStore;
  registry: FenceRegistry;
  surroundings: FenceSurroundings;
  hub: LiveHub;
  clock: Clock;
  log: Log;
}

export function createFenceService(options: FenceServiceOptions): FenceService {
  const { store, registry, clock, log } = options;
  return {
    change: async (fenceId, wish, signature) => {
      const by = { ...signature, at: clock.now() };
      let cameraId: string | undefined;
      const decision = await store.change(fenceId, (versions) => {
        const { surroundings } = options;
        const decided = decideChange({ fenceId, wish, versions, surroundings, by });
        if (decided.ok) cameraId = cameraOf(decided.version, versions);
        return decided;
      });
      if (!decision.ok) return decision;
      logVersion(log, decision.version);
      await tell(options, cameraId);
      return decision;
    },
    confirmView: async (cameraId, shift, signature) => {
      const at = clock.now();
      const confirmation = { cameraId, confirmedAt: at, ...signature, shift };
      const decision = await store.confirmView(confirmation, (newest) => {
        const own = newest.filter(({ fence }) => fence?.camera === cameraId);
        return decideShift(own, shift ?? { x: 0, y: 0 }, { ...signature, at });
      });
      if (!decision.ok) return decision;
      log.info({ cameraId, shift, author: signature.author }, 'the view of a camera is confirmed');
      await tell(options, cameraId);
      return decision;
    },
    readSiteFile: async (fences) => {
      const at = clock.now();
      const versions = await store.readSiteFile(fences, (before) =>
        decideSiteFile({ fences, kinds: options.surroundings.kinds, at, ...before }),
      );
      for (const version of versions) logVersion(log, version);
      if (versions.length > 0) await registry.refresh();
    },
  };
}

async function tell(
  { registry, hub }: FenceServiceOptions,
  cameraId: string | undefined,
): Promise<void> {
  await registry.refresh();
  if (cameraId !== undefined) hub.publish({ type: 'fences', cameraId });
}

/** For a removal it is the camera of the removed fence. */
function cameraOf(version: FenceVersion, before: readonly FenceVersion[]): string | undefined {
  return (version.fence ?? before[0]?.fence)?.camera;
}

function logVersion(log: Log, { fenceId, version, change, author, reason }: FenceVersion): void {
  log.info({ fenceId, version, change, author, reason }, 'a fence has a new version');
}
