// The form of a store's tests: a title and a function that gets the store.
import type { CaseFile } from '../../cases/case-summary.ts';
import type { Store } from '../store.ts';

export type StoreTests = Record<string, (store: Store) => Promise<void>>;

export async function caseOf(store: Store, incidentId: string): Promise<CaseFile> {
  const file = await store.cases.findByIncident(incidentId);
  if (file === null) throw new Error(`no case of ${incidentId}`);
  return file;
}
