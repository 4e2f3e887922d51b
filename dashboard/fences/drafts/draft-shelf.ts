// The drafts of one camera on this device as a store that the page follows. Every change is written at once, so that
// neither a reload nor the end of a session loses it.
import { readDrafts, writeDrafts, type DraftStorage, type KeepResult } from './draft-store.ts';
import type { Draft, DraftKey, Drafts } from './draft.ts';
import { withPart } from '../edit/with-part.ts';
import { isSame } from './is-same.ts';

export interface ShelfState {
  drafts: Drafts;
  /** Whether the browser could keep them. */
  kept: KeepResult;
}

export interface DraftShelf {
  read: () => ShelfState;
  /** Null throws the draft away. */
  put: (key: DraftKey, draft: Draft | null) => void;
  /** Calls back after each change; gives what ends that. */
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
