// The terms of the fence versions that edges judged by, whatever is armed by now. A version never changes, so the last ones that were
// asked for are kept. Takes the store's part; gives the terms of a batch with one look into the store, and those of an unknown fence
// where there is no such version.
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
    // One that is not there may come: another dispatch has armed it a moment ago. So only what was found is kept.
    if (missing.size > 0) await read(missing);
    return (judged) => kept.get(keyOf(judged)) ?? fenceTermsOf(null);
  };
}

function keyOf({ fenceId, fenceVersion }: Judged): string {
  return `${fenceId} ${fenceVersion}`;
}
