// One fence in the editor: its state, its origin, its faults, and the draft, which is saved on this device shortly after each
// change and always before the page closes.
import {
  useEffect,
  useEffectEvent,
  useMemo,
  useReducer,
  useRef,
  useState,
  type Dispatch,
} from 'react';
import type { DraftShelf } from './drafts/draft-shelf.ts';
import { isChanged, type Base, type Draft, type DraftKey } from './drafts/draft.ts';
import { checkDraft, type DraftCheck } from './edit/check-draft.ts';
import { reduceEdit, startEditing, type EditAction } from './edit/edit-state.ts';
import type { EditState } from './edit/edit-model.ts';

export interface Editor {
  state: EditState;
  dispatch: Dispatch<EditAction>;
  base: Base | null;
  /** Bases the draft on another version than the one it started from. */
  setBase: (base: Base | null) => void;
  draft: Draft;
  isChanged: boolean;
  check: DraftCheck;
  /** The draft has become an armed fence under another key: do not save it again, not even on close. */
  letGo: () => void;
}

const keepAfterMs = 250;

export function useEditor(initial: Draft, key: DraftKey, shelf: DraftShelf): Editor {
  const [state, dispatch] = useReducer(reduceEdit, initial, ({ fence, drawing }) =>
    startEditing(fence, drawing),
  );
  const [base, setBase] = useState(initial.base);
  const { now } = state;
  const draft = useMemo(() => ({ ...now, base }), [now, base]);
  const changed = useMemo(() => isChanged(draft), [draft]);
  const check = useMemo(() => checkDraft(now), [now]);
  const isLetGo = useRef(false);
  useKeeping(draft, () => {
    if (!isLetGo.current) shelf.put(key, changed ? draft : null);
  });
  const letGo = () => {
    isLetGo.current = true;
    shelf.put(key, null);
  };
  return { state, dispatch, base, setBase, draft, isChanged: changed, check, letGo };
}

/** A draft that is already saved is not saved again on close: an imported draft may have replaced it. */
function useKeeping(draft: Draft, keep: () => void): void {
  const isWaiting = useRef(false);
  const onKeep = useEffectEvent(() => {
    if (!isWaiting.current) return;
    isWaiting.current = false;
    keep();
  });
  useEffect(() => {
    isWaiting.current = true;
    const timer = setTimeout(() => {
      onKeep();
    }, keepAfterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [draft]);
  useEffect(() => {
    const keepNow = () => {
      onKeep();
    };
    window.addEventListener('pagehide', keepNow);
    return () => {
      window.removeEventListener('pagehide', keepNow);
      keepNow();
    };
  }, []);
}
