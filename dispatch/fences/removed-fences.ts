// Lists removed fences that can be restored. Takes the stored versions; returns for each the version that removed it and the last
// one before that.
import type { RemovedFence } from '../../contracts/index.ts';
import type { FenceVersionStore } from './fence-version-store.ts';

export async function removedFences(
  store: Pick<FenceVersionStore, 'newest' | 'history'>,
  cameraId?: string,
): Promise<RemovedFence[]> {
  const removals = (await store.newest()).filter(({ fence }) => fence === null);
  const fences = await Promise.all(
    removals.map(async (removal) => {
      const versions = await store.history(removal.fenceId);
      const last = versions.find(({ fence }) => fence !== null);
      return last ? [{ removal, last }] : [];
    }),
  );
  return fences
    .flat()
    .filter(({ last }) => cameraId === undefined || last.fence?.camera === cameraId);
}
