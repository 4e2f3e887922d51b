// Where the rest of dispatch notes what people did. Takes notes, many at once; each is kept in the database when its promise
// resolves. Notes that come together are written together.
import { draftOf, type CustodyDraft, type CustodyNote } from './custody-draft.ts';
import type { CustodyStore } from './custody-store.ts';

export interface Custody {
  /** @throws when the database does not take it: what it tells of must not be shown then */
  note(note: CustodyNote): Promise<void>;
}

interface Batch {
  drafts: CustodyDraft[];
  kept: Promise<void>;
}

/** @param wake something waits for the writer of the log */
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
