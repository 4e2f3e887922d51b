// The grid cell that a request is about: of the case, camera, fence, notification or mute in its path. Takes the rule of the
// route and the path parameters; returns the cell, null if the subject has none, undefined if it does not exist.
import type { ApiParts } from './api-parts.ts';
import type { CellRule } from './access.ts';

type Cell = string | null | undefined;
type Parts = Pick<ApiParts, 'store' | 'wall' | 'fences' | 'clock'>;

export async function cellOfRoute(
  rule: CellRule,
  params: Readonly<Record<string, string>>,
  parts: Parts,
): Promise<Cell> {
  switch (rule) {
    case 'case':
      return cellOfCase(parts, params['caseId'] ?? '');
    case 'camera':
      return parts.wall.cellOf(params['cameraId'] ?? '');
    case 'fence':
      return cellOfFence(parts, params['fenceId'] ?? '');
    case 'notification': {
      const caseId = await parts.store.notifications.caseIdOf(params['notificationId'] ?? '');
      return caseId === null ? undefined : cellOfCase(parts, caseId);
    }
    case 'mute': {
      const mutes = await parts.store.mutes.at(parts.clock.now());
      const found = mutes.find(({ mute }) => String(mute) === params['mute']);
      return found && (await cellOfMuted(parts, found));
    }
    case 'none':
    case 'listed':
    case 'checked':
    case 'whole-site':
      return undefined;
  }
}

/** A person belongs to no cell, so only callers without a cell limit may ask about one. */
export function cellOfMuted(
  parts: Parts,
  { of, id }: { of: 'person' | 'camera' | 'fence'; id: string },
): Promise<Cell> | Cell {
  if (of === 'person') return null;
  return of === 'camera' ? parts.wall.cellOf(id) : cellOfFence(parts, id);
}

async function cellOfCase({ store }: Parts, caseId: string): Promise<Cell> {
  return (await store.cases.find(caseId))?.gridCell;
}

/** Also for a removed fence. */
export async function cellOfFence({ fences, store, wall }: Parts, fenceId: string): Promise<Cell> {
  const armed = fences.registry.versions().find((version) => version.fenceId === fenceId);
  const versions = armed ? [armed] : await store.fences.history(fenceId);
  const camera = versions.find(({ fence }) => fence !== null)?.fence?.camera;
  return camera === undefined ? undefined : (wall.cellOf(camera) ?? null);
}
