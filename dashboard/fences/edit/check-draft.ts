// Validates a draft with the contract that dispatch and edge use. Returns its faults by path, and the draft itself when it has
// none.
import {
  faultsOf,
  fenceFileSchema,
  findKind,
  kindSchema,
  unknownKind,
  type Fault,
  type FenceFile,
} from '../../../contracts/index.ts';
import type { Snapshot } from './edit-model.ts';

export interface DraftCheck {
  faults: Fault[];
  /** Null while there is a fault or a ring is being drawn. */
  valid: FenceFile | null;
}

export function checkDraft({ fence, drawing }: Snapshot): DraftCheck {
  const all = faultsOfFence(fence);
  // While the outline is drawn for the first time, its missing points are no fault.
  const isBegun = fence.polygon.length === 0 && drawing?.ring.part === 'outline';
  const faults = isBegun ? all.filter(({ path }) => path !== 'polygon') : all;
  return { faults, valid: faults.length === 0 && drawing === null ? fence : null };
}

export function faultsOfFence(fence: unknown): Fault[] {
  const { error } = fenceFileSchema.safeParse(fence, { reportInput: true });
  const faults = error ? faultsOf(error) : [];
  const kind = unknownKindOf(fence);
  // An outline without points stops the check before the kind is validated.
  return kind === null || faults.some(({ path }) => path === 'kind')
    ? faults
    : [{ path: 'kind', message: unknownKind(kind) }, ...faults];
}

function unknownKindOf(fence: unknown): string | null {
  if (typeof fence !== 'object' || fence === null || !('kind' in fence)) return null;
  const kind = kindSchema.safeParse(fence.kind).data;
  return kind === undefined || findKind(kind) || 'definition' in fence ? null : kind;
}

/** The faults at this path and below it. An empty path is the whole fence. */
export function faultsAt(faults: readonly Fault[], path: string): Fault[] {
  return faults.filter(
    (fault) =>
      fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`),
  );
}
