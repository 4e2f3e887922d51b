// Mouse, fingers and pen on the drawing area. Takes the browser's pointer events; what they mean is decided in drag.ts.
import { useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import type { FenceFile, Point } from '../../../contracts/index.ts';
import type { EditAction, EditState } from '../edit/edit-state.ts';
import { pointsOf, type RingRef } from '../edit/ring.ts';
import { targetOf } from '../edit/keys.ts';
import { footOn } from '../edit/snap.ts';
import { toPicture, type View } from '../edit/view.ts';
import {
  beginDrag,
  editOfDrag,
  isTap,
  reachOf,
  snapped,
  viewOfDrag,
  viewOfPinch,
  type Drag,
  type Grip,
  type SnapSetting,
  type Stand,
} from './drag.ts';

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

export interface Gestures {
  /** Something is held: the picture under it should stay as it is. */
  isBusy: boolean;
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => void;
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => void;
    onPointerCancel: (event: PointerEvent<HTMLDivElement>) => void;
    onDoubleClick: (event: MouseEvent<HTMLDivElement>) => void;
  };
}

export function useGestures(options: GestureOptions): Gestures {
  const { area, state, dispatch, stand, setView, readOnly } = options;
  const pointers = useRef(new Map<number, Point>());
  const drag = useRef<Drag | null>(null);
  const [isBusy, setBusy] = useState(false);
  const place = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top } = area.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return [clientX - left, clientY - top];
  };
  const snapOf = (altKey: boolean): SnapSetting | null =>
    options.snaps && !altKey ? { fence: state.now.fence, others: options.others } : null;

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button > 1) return;
    const at = place(event);
    pointers.current.set(event.pointerId, at);
    event.currentTarget.setPointerCapture(event.pointerId);
    setBusy(true);
    const [first, second] = [...pointers.current.values()];
    if (first && second) {
      dispatch({ type: 'settle' });
      drag.current = { type: 'pinch', from: [first, second], view: stand.view };
      return;
    }
    drag.current = pressed(event, at, options);
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const at = place(event);
    const held = drag.current;
    if (pointers.current.has(event.pointerId)) pointers.current.set(event.pointerId, at);
    if (!held) {
      if (state.now.drawing && event.pointerType === 'mouse') hover(at, snapOf(event.altKey));
      return;
    }
    const [first, second] = [...pointers.current.values()];
    if (held.type === 'pinch') {
      if (first && second) setView(viewOfPinch(held, [first, second], stand.size));
      return;
    }
    if (held.type === 'tap' && isTap(held.from, at)) return;
    const edit = readOnly ? null : editOfDrag(held, at, stand, snapOf(event.altKey));
    if (edit) dispatch(edit);
    const view = viewOfDrag(held, at, stand.size);
    if (view) setView(view);
  };

  const hover = (at: Point, snap: SnapSetting | null) => {
    dispatch({
      type: 'cursor',
      at: snapped(toPicture(stand.view, stand.size, at), null, stand, snap),
    });
  };

  const release = (event: PointerEvent<HTMLDivElement>, counts: boolean) => {
    const held = drag.current;
    const at = place(event);
    pointers.current.delete(event.pointerId);
    drag.current = null;
    setBusy(pointers.current.size > 0);
    dispatch({ type: 'settle' });
    if (counts && held?.type === 'tap' && isTap(held.from, at))
      setPointAt(at, options, snapOf(event.altKey));
  };

  return {
    isBusy,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: (event) => {
        release(event, true);
      },
      onPointerCancel: (event) => {
        release(event, false);
      },
      onDoubleClick: (event) => {
        pressTwice(event, place(event), options);
      },
    },
  };
}

/** What a press takes hold of; a press on another fence picks that fence. */
function pressed(
  event: PointerEvent<HTMLDivElement>,
  at: Point,
  { state, dispatch, stand, readOnly, onPick }: GestureOptions,
): Drag {
  if (state.now.drawing && !readOnly && event.button === 0)
    return { type: 'tap', from: at, view: stand.view };
  const target = event.target as Element;
  const other = target.closest<SVGElement>('[data-other]')?.dataset['other'];
  if (other !== undefined) onPick(other);
  const grip = event.button === 0 && !readOnly ? gripOf(target) : ({ on: 'picture' } as const);
  if (grip.on === 'middle') dispatch({ type: 'add-point', ring: grip.ring, after: grip.point });
  if (grip.on === 'point') choose(dispatch, grip.ring, grip.point);
  if (grip.on === 'ring') choose(dispatch, grip.ring, null);
  if (grip.on !== 'picture') {
    event.preventDefault();
    target.closest<SVGElement>('[tabindex]')?.focus({ preventScroll: true });
  }
  return beginDrag(grip, at, state.now.fence, stand);
}

function choose(dispatch: GestureOptions['dispatch'], ring: RingRef, point: number | null): void {
  dispatch({ type: 'choose', chosen: { ring, point } });
}

function gripOf(target: Element): Grip {
  const data = target.closest<SVGElement>('[data-ring]')?.dataset;
  const held = targetOf({ ring: data?.['ring'], point: data?.['point'] });
  if (held.on === 'area') return { on: 'picture' };
  if (held.on === 'point') return held;
  const middle = data?.['middle'];
  return middle === undefined ? held : { on: 'middle', ring: held.ring, point: Number(middle) };
}

/** Near the first point closes the ring; near the last one is the same press once more. */
function setPointAt(
  at: Point,
  { state, dispatch, stand }: GestureOptions,
  snap: SnapSetting | null,
) {
  const points = state.now.drawing?.points ?? [];
  const to = toPicture(stand.view, stand.size, at);
  const isNear = (point: Point | undefined, pixels: number) => {
    const reach = reachOf(pixels, stand);
    return point && Math.hypot((to[0] - point[0]) / reach.x, (to[1] - point[1]) / reach.y) <= 1;
  };
  if (points.length >= 3 && isNear(points[0], 16)) dispatch({ type: 'close' });
  else if (!isNear(points.at(-1), 4))
    dispatch({ type: 'set-point', at: snapped(to, null, stand, snap) });
}

/** Closes what is being drawn; on an edge adds a point there. */
function pressTwice(
  event: MouseEvent,
  at: Point,
  { state, dispatch, stand, readOnly }: GestureOptions,
): void {
  if (readOnly) return;
  if (state.now.drawing) {
    dispatch({ type: 'close' });
    return;
  }
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const grip = under ? gripOf(under) : null;
  if (grip?.on !== 'ring') return;
  const points = pointsOf(state.now.fence, grip.ring);
  const edge = nearestEdge(points, toPicture(stand.view, stand.size, at), stand);
  if (edge) dispatch({ type: 'add-point', ring: grip.ring, after: edge.after, at: edge.at });
}

function nearestEdge(points: readonly Point[], to: Point, stand: Stand) {
  const reach = reachOf(16, stand);
  const feet = points.map((from, after) => {
    const at = footOn(to, from, points[(after + 1) % points.length] ?? from, reach);
    return { after, at, away: Math.hypot((at[0] - to[0]) / reach.x, (at[1] - to[1]) / reach.y) };
  });
  return feet.filter(({ away }) => away <= 1).sort((a, b) => a.away - b.away)[0] ?? null;
}
