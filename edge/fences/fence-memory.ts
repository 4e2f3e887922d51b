// The fences that a camera has worked by since the start, by id and version: an incident names the version that judged it,
// and by the time its alert is written that version may not be in force any more.
import type { Fence, IncidentEvent, KindSpec } from '../../contracts/index.ts';

/** Its definition is null when nobody remembers the fence. */
export type FenceOfAlert = Pick<Fence, 'name' | 'matterCode' | 'severity' | 'place'> & {
  readonly definition: KindSpec | null;
};

export interface FenceMemory {
  learn(fences: readonly Fence[]): void;
  /** The version itself, else another of the same fence, else what can be said of a fence that nobody remembers. */
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
