// Remembers the fences that a camera has used since the start, by id and version. An incident names the version that judged it,
// and that version may have been replaced by the time the alert is written.
import type { Fence, IncidentEvent, KindSpec } from '../../contracts/index.ts';

/** The definition is null for a fence that is not remembered. */
export type FenceOfAlert = Pick<Fence, 'name' | 'matterCode' | 'severity' | 'place'> & {
  readonly definition: KindSpec | null;
};

export interface FenceMemory {
  learn(fences: readonly Fence[]): void;
  /** This version, else another version of the same fence, else only the id. */
  fenceOf(incident: Pick<IncidentEvent, 'fenceId' | 'fenceVersion'>): FenceOfAlert;
}

export function createFenceMemory(): FenceMemory {
  const versions = new Map<string, Map<number, Fence>>();
  return {
    learn: (fences) => {
      for (const fence of fences) {
        const known = versions.get(fence.id) ?? new Map<number, Fence>();
        versions.set(fence.id, known.set(fence.version, fence));
      }
    },
    fenceOf: ({ fenceId, fenceVersion }) => {
      const known = versions.get(fenceId);
      const last = known && [...known.values()].at(-1);
      const nameless = {
        name: fenceId,
        matterCode: null,
        severity: 'normal',
        place: null,
        definition: null,
      } as const;
      return known?.get(fenceVersion) ?? last ?? nameless;
    },
  };
}
