// Records actions of people for the custody log. Takes entries, many at once; each is stored in the database when its promise
// resolves. Concurrent entries are written together.
import { draftOf, type CustodyDraft, type CustodyNote } from './custody-draft.ts';
import type { CustodyStore } from './custody-store.ts';

export interface Custody {
  /** @throws when the database does not accept the entry; then the content must not be shown */
  note(note: CustodyNote): Promise<void>;
}

interface Batch {
  drafts: CustodyDraft[];
  kept: Promise<void>;
}

/** @param wake called when the writer of the log has work */
export function createCustody(
  store: Pick<CustodyStore, 'wait'>,
  wake: () => void = () => undefined,
): Custody {
  let next: Batch | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const begin = (): Batch => {
    const drafts: CustodyDraft[] = [];
    const kept = last.then(async () => {
      next = null;
      await store.wait(drafts);
      wake();
    });
    last = kept.catch(() => undefined);
    return { drafts, kept };
  };
  return {
    note: (note) => {
      next ??= begin();
      next.drafts.push(draftOf(note));
      return next.kept;
    },
  };
}
