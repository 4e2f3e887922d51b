// Undo and redo by keyboard anywhere on the page, except in text fields, which have their own.
import { useEffect, useEffectEvent } from 'react';
import type { EditAction } from './edit/edit-state.ts';
import { historyKey } from './edit/keys.ts';

export function useHistoryKeys(dispatch: (action: EditAction) => void, isOn: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, shiftKey: shift, ctrlKey, metaKey, target } = event;
    const isField =
      target instanceof Element && target.matches('input, textarea, select, dialog *');
    const meaning = historyKey({ key, shift, ctrl: ctrlKey || metaKey });
    if (!isOn || isField || !meaning || !('edit' in meaning)) return;
    event.preventDefault();
    dispatch(meaning.edit);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      onKey(event);
    };
    document.addEventListener('keydown', listener);
    return () => {
      document.removeEventListener('keydown', listener);
    };
  }, []);
}
