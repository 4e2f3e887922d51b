// The keyboard on the drawing area. edit/keys.ts decides what a key means; this applies it.
import type { KeyboardEvent, RefObject } from 'react';
import type { EditAction } from '../edit/edit-state.ts';
import type { EditState } from '../edit/edit-model.ts';
import { meaningOf, targetOf, type KeyMeaning } from '../edit/keys.ts';
import { pointsOf, tidyPoint } from '../edit/ring.ts';
import { centreOf, panBy, viewShowing, wholeView, zoomAt, type View } from '../edit/view.ts';

interface KeyOptions {
  area: RefObject<HTMLDivElement | null>;
  state: EditState;
  dispatch: (action: EditAction) => void;
  view: View;
  setView: (view: View) => void;
  readOnly: boolean;
}

export function useKeys({ area, state, dispatch, view, setView, readOnly }: KeyOptions) {
  const carryOut = (meaning: KeyMeaning): boolean => {
    if ('edit' in meaning) {
      if (readOnly) return false;
      dispatch(meaning.edit);
      setView(viewFollowing(view, meaning.edit, state));
    } else if ('view' in meaning) setView(zoomed(view, meaning.view));
    else if ('pan' in meaning) {
      if (view.zoom === 1) return false;
      setView(panBy(view, meaning.pan));
    } else {
      dispatch({ type: 'choose', chosen: null });
      area.current?.focus();
    }
    return true;
  };
  return (event: KeyboardEvent) => {
    const { key, shiftKey: shift, ctrlKey, metaKey } = event;
    const { dataset } = event.target as HTMLElement | SVGElement;
    const target = targetOf({ ring: dataset['ring'], point: dataset['point'] });
    const meaning = meaningOf({ key, shift, ctrl: ctrlKey || metaKey }, target, state);
    if (!meaning || !carryOut(meaning)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

export function zoomed(view: View, to: 'in' | 'out' | 'whole'): View {
  if (to === 'whole') return wholeView;
  return zoomAt(view, to === 'in' ? 1.5 : 1 / 1.5, centreOf(view));
}

/** Keeps what the keyboard moves in view. */
function viewFollowing(view: View, edit: EditAction, { now }: EditState): View {
  if (edit.type === 'cursor') return viewShowing(view, tidyPoint(edit.at));
  if (edit.type === 'move-point') return viewShowing(view, tidyPoint(edit.to));
  if (edit.type !== 'choose' || !edit.chosen) return view;
  const point = pointsOf(now.fence, edit.chosen.ring)[edit.chosen.point ?? 0];
  return point ? viewShowing(view, point) : view;
}
