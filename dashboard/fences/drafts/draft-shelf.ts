// The drafts of one camera on this device, as an observable store. Every change is saved at once, so that neither a reload nor
// the end of a session loses it.
import { readDrafts, writeDrafts, type DraftStorage, type KeepResult } from './draft-store.ts';
import type { Draft, DraftKey, Drafts } from './draft.ts';
import { withPart } from '../edit/with-part.ts';
import { isSame } from './is-same.ts';

export interface ShelfState {
  drafts: Drafts;
  /** Whether the browser could save them. */
  kept: KeepResult;
}

export interface DraftShelf {
  read: () => ShelfState;
  /** Null discards the draft. */
  put: (key: DraftKey, draft: Draft | null) => void;
  /** Calls back after each change; returns a function to unsubscribe. */
  follow: (listener: () => void) => () => void;
}

export function createDraftShelf(storage: DraftStorage, cameraId: string): DraftShelf {
  let state: ShelfState = { drafts: readDrafts(storage, cameraId), kept: 'kept' };
  const listeners = new Set<() => void>();
  return {
    read: () => state,
    put: (key, draft) => {
      if (isSame(state.drafts[key], draft ?? undefined)) return;
      const drafts = withPart(state.drafts, { [key]: draft ?? undefined });
      state = { drafts, kept: writeDrafts(storage, cameraId, drafts) };
      for (const listener of listeners) listener();
    },
    follow: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
