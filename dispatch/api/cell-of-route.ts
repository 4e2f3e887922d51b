// The grid cell of what a request is about: of the case, camera, fence, notification or mute in its path. Takes the rule of the
// route and the parts of the path; gives the cell, null for what has none, undefined when there is no such thing.
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

/** Of a person, who belongs to no cell, it is that of no cell: only whoever is not limited has to do with it. */
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

/** Also of a fence that was removed. */
export async function cellOfFence({ fences, store, wall }: Parts, fenceId: string): Promise<Cell> {
  const armed = fences.registry.versions().find((version) => version.fenceId === fenceId);
  const versions = armed ? [armed] : await store.fences.history(fenceId);
  const camera = versions.find(({ fence }) => fence !== null)?.fence?.camera;
  return camera === undefined ? undefined : (wall.cellOf(camera) ?? null);
}
