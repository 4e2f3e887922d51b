// Mouse, touch and pen on the drawing area. Handles pointer events; drag.ts decides what they mean.
import { useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import type { FenceFile, Point } from '../../../contracts/index.ts';
import type { EditAction } from '../edit/edit-state.ts';
import type { EditState } from '../edit/edit-model.ts';
import type { View } from '../edit/view.ts';
import {
  beginDrag,
  editOfDrag,
  edgeNear,
  hoverOf,
  isTap,
  tapOf,
  viewOfDrag,
  viewOfPinch,
  type Drag,
  type SnapSetting,
  type Stand,
} from './drag.ts';
import { gripOf, otherFenceOf } from './grip.ts';

export interface GestureOptions {
  area: RefObject<HTMLDivElement | null>;
  state: EditState;
  dispatch: (action: EditAction) => void;
  stand: Stand;
  setView: (view: View) => void;
  others: readonly FenceFile[];
  snaps: boolean;
  readOnly: boolean;
  onPick: (fenceId: string) => void;
}

type AreaPointer = PointerEvent<HTMLDivElement>;

export interface Gestures {
  /** A gesture is in progress: the picture should not change. */
  isBusy: boolean;
  handlers: {
    onPointerDown: (event: AreaPointer) => void;
    onPointerMove: (event: AreaPointer) => void;
    onPointerUp: (event: AreaPointer) => void;
    onPointerCancel: (event: AreaPointer) => void;
    onDoubleClick: (event: MouseEvent<HTMLDivElement>) => void;
  };
}

/** The current press: the position of each pointer, and what it means. */
interface Hand {
  pointers: Map<number, Point>;
  drag: Drag | null;
}

export function useGestures(options: GestureOptions): Gestures {
  const hand = useRef<Hand>({ pointers: new Map(), drag: null });
  const [isBusy, setBusy] = useState(false);
  const release = (event: AreaPointer, counts: boolean) => {
    letGo(event, hand.current, options, counts);
    setBusy(hand.current.pointers.size > 0);
  };
  return {
    isBusy,
    handlers: {
      onPointerDown: (event) => {
        if (event.button > 1) return;
        takeHold(event, hand.current, options);
        setBusy(true);
      },
      onPointerMove: (event) => {
        move(event, hand.current, options);
      },
      onPointerUp: (event) => {
        release(event, true);
      },
      onPointerCancel: (event) => {
        release(event, false);
      },
      onDoubleClick: (event) => {
        pressTwice(event, options);
      },
    },
  };
}

function takeHold(event: AreaPointer, hand: Hand, options: GestureOptions): void {
  const at = placeOf(event, options);
  hand.pointers.set(event.pointerId, at);
  event.currentTarget.setPointerCapture(event.pointerId);
  const [first, second] = [...hand.pointers.values()];
  if (first && second) {
    options.dispatch({ type: 'settle' });
    hand.drag = { type: 'pinch', from: [first, second], view: options.stand.view };
  } else hand.drag = pressed(event, at, options);
}

function move(event: AreaPointer, hand: Hand, options: GestureOptions): void {
  const { dispatch, state, stand, setView, readOnly } = options;
  const { drag, pointers } = hand;
  const at = placeOf(event, options);
  if (pointers.has(event.pointerId)) pointers.set(event.pointerId, at);
  if (!drag) {
    if (state.now.drawing && event.pointerType === 'mouse')
      dispatch(hoverOf(at, stand, snapOf(event, options)));
    return;
  }
  const [first, second] = [...pointers.values()];
  if (drag.type === 'pinch') {
    if (first && second) setView(viewOfPinch(drag, [first, second], stand.size));
    return;
  }
  if (drag.type === 'tap' && isTap(drag.from, at)) return;
  const edit = readOnly ? null : editOfDrag(drag, at, stand, snapOf(event, options));
  if (edit) dispatch(edit);
  const view = viewOfDrag(drag, at, stand.size);
  if (view) setView(view);
}

function letGo(event: AreaPointer, hand: Hand, options: GestureOptions, counts: boolean): void {
  const { state, dispatch, stand, onPick } = options;
  const { drag } = hand;
  const at = placeOf(event, options);
  hand.pointers.delete(event.pointerId);
  hand.drag = null;
  dispatch({ type: 'settle' });
  if (!counts || (drag?.type !== 'tap' && drag?.type !== 'pan') || !isTap(drag.from, at)) return;
  if (drag.type === 'pan' && drag.other !== null) onPick(drag.other);
  if (drag.type === 'pan' || !state.now.drawing) return;
  const action = tapOf(at, state.now.drawing, stand, snapOf(event, options));
  if (action) dispatch(action);
}

/** The element under a press. */
function pressed(event: AreaPointer, at: Point, options: GestureOptions): Drag {
  const { state, dispatch, stand, readOnly } = options;
  const { view } = stand;
  if (state.now.drawing && !readOnly && event.button === 0) return { type: 'tap', from: at, view };
  const target = event.target as Element;
  const grip = gripOf(target);
  if (readOnly || event.button !== 0 || grip.on === 'picture')
    return { type: 'pan', from: at, view, other: otherFenceOf(target) };
  const { ring } = grip;
  if (grip.on === 'middle') dispatch({ type: 'add-point', ring, after: grip.point });
  else
    dispatch({
      type: 'choose',
      chosen: { ring, point: grip.on === 'point' ? grip.point : null },
    });
  // The browser would focus the drawing area instead.
  event.preventDefault();
  target.closest<SVGElement>('[tabindex]')?.focus({ preventScroll: true });
  return beginDrag(grip, at, state.now.fence, stand);
}

/** Closes the ring being drawn; on an edge adds a point there. */
function pressTwice(event: MouseEvent<HTMLDivElement>, options: GestureOptions): void {
  const { state, dispatch, stand, readOnly } = options;
  if (readOnly) return;
  if (state.now.drawing) {
    dispatch({ type: 'close' });
    return;
  }
  // The pointer is captured, so the event's target is the area.
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const grip = under && gripOf(under);
  if (grip?.on !== 'ring') return;
  const edge = edgeNear(placeOf(event, options), state.now.fence, grip.ring, stand);
  if (edge) dispatch({ type: 'add-point', ring: grip.ring, ...edge });
}

function placeOf(event: MouseEvent, { area }: GestureOptions): Point {
  const { left, top } = area.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
  return [event.clientX - left, event.clientY - top];
}

/** Alt turns snapping off. */
function snapOf(event: MouseEvent, { snaps, state, others }: GestureOptions): SnapSetting | null {
  return snaps && !event.altKey ? { fence: state.now.fence, others } : null;
}
