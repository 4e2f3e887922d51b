// The terms of the fence version that an edge judged by, whatever is armed by now. A version never changes, so the last ones that were
// asked for are kept. Takes the store's part; gives the terms, of an unknown fence when there is no such version.
import type { Alert } from '../../contracts/index.ts';
import { fenceTermsOf, type FenceTerms } from '../cases/fence-terms.ts';
import type { FenceVersionStore } from '../fences/fence-version-store.ts';

type Judged = Pick<Alert['incident'], 'fenceId' | 'fenceVersion'>;

export interface FenceTermsOf {
  /** Asks for each version once. */
  ofBatch(): (judged: Judged) => Promise<FenceTerms>;
}

const mostKept = 5000;

export function createFenceTerms(store: Pick<FenceVersionStore, 'find'>): FenceTermsOf {
  const kept = new Map<string, FenceTerms>();
  const find = async ({ fenceId, fenceVersion }: Judged, key: string) => {
    const version = await store.find(fenceId, fenceVersion);
    const terms = fenceTermsOf(version);
    // One that is not there may come: another dispatch has armed it a moment ago.
    if (version === null) return terms;
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, terms);
    return terms;
  };
  return {
    ofBatch: () => {
      const asked = new Map<string, Promise<FenceTerms>>();
      return (judged) => {
        const key = `${judged.fenceId} ${judged.fenceVersion}`;
        const known = kept.get(key);
        if (known !== undefined) return Promise.resolve(known);
        const found = asked.get(key) ?? find(judged, key);
        asked.set(key, found);
        return found;
      };
    },
  };
}
