// The terms of the fence versions that edges judged by, whatever is armed now. Versions never change, so recent ones are cached.
// Takes the store's part; returns the terms for a batch with one query, with defaults for unknown versions.
import type { Alert } from '../../contracts/index.ts';
import { fenceTermsOf, type FenceTerms } from '../cases/fence-terms.ts';
import type { FenceVersionStore } from '../fences/fence-version-store.ts';

type Judged = Pick<Alert['incident'], 'fenceId' | 'fenceVersion'>;

/** For the alerts of one batch. */
export type FenceTermsOf = (batch: readonly Judged[]) => Promise<(judged: Judged) => FenceTerms>;

const mostKept = 5000;

export function createFenceTerms(store: Pick<FenceVersionStore, 'findAll'>): FenceTermsOf {
  const kept = new Map<string, FenceTerms>();
  const read = async (missing: ReadonlyMap<string, Judged>) => {
    const wanted = [...missing.values()];
    const found = await store.findAll(
      wanted.map(({ fenceId, fenceVersion: version }) => ({ fenceId, version })),
    );
    if (kept.size + found.length > mostKept) kept.clear();
    for (const one of found)
      kept.set(keyOf({ fenceId: one.fenceId, fenceVersion: one.version }), fenceTermsOf(one));
  };
  return async (batch) => {
    const missing = new Map(
      batch.map((judged) => [keyOf(judged), judged] as const).filter(([key]) => !kept.has(key)),
    );
    // A missing version may still appear, when another dispatch has just armed it. So only found ones are cached.
    if (missing.size > 0) await read(missing);
    return (judged) => kept.get(keyOf(judged)) ?? fenceTermsOf(null);
  };
}

function keyOf({ fenceId, fenceVersion }: Judged): string {
  return `${fenceId} ${fenceVersion}`;
}
