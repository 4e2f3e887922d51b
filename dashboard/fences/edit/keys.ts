// The meaning of a key on the drawing area, so that a fence can be drawn and changed with the keyboard alone. Takes the key and
// the editor's state; null leaves the key to the browser.
import type { Point } from '../../../contracts/index.ts';
import type { EditAction } from './edit-state.ts';
import type { EditState } from './edit-model.ts';
import { parseRingKey, pointsOf, shiftRing, type RingRef } from './ring.ts';

export interface KeyPress {
  key: string;
  shift: boolean;
  /** Ctrl, or the command key. */
  ctrl: boolean;
}

/** What has the focus: the drawing area, a ring, or a point. */
export type KeyTarget =
  { on: 'area' } | { on: 'ring'; ring: RingRef } | { on: 'point'; ring: RingRef; point: number };

export type KeyMeaning =
  | { edit: EditAction }
  | { view: 'in' | 'out' | 'whole' }
  /** Pans the view, in steps. */
  | { pan: Point }
  /** The focus goes back to the drawing area. */
  | { leave: true };

export const step = 0.005;
export const bigStep = 0.05;

export function meaningOf(press: KeyPress, target: KeyTarget, state: EditState): KeyMeaning | null {
  return historyKey(press) ?? viewKey(press) ?? editKey(press, target, state);
}

/** Which of the two a key chord means: they work on the whole page except in fields, which have their own. */
export function historyKey({ key, shift, ctrl }: KeyPress): KeyMeaning | null {
  if (!ctrl) return null;
  const letter = key.toLowerCase();
  if (letter === 'y' || (letter === 'z' && shift)) return { edit: { type: 'redo' } };
  return letter === 'z' ? { edit: { type: 'undo' } } : null;
}

function viewKey({ key, ctrl }: KeyPress): KeyMeaning | null {
  if (ctrl) return null;
  if (key === '+' || key === '=') return { view: 'in' };
  if (key === '-') return { view: 'out' };
  return key === '0' ? { view: 'whole' } : null;
}

function editKey(press: KeyPress, target: KeyTarget, state: EditState): KeyMeaning | null {
  if (press.ctrl) return null;
  if (state.now.drawing) return drawingKey(press, state);
  if (target.on === 'point') return pointKey(press, target, state);
  if (target.on === 'ring') return ringKeyPress(press, target.ring, state);
  const by = arrowOf(press);
  return by && { pan: by };
}

function drawingKey(press: KeyPress, { cursor, now }: EditState): KeyMeaning | null {
  const by = arrowOf(press);
  if (by) return { edit: { type: 'cursor', at: [cursor[0] + by[0], cursor[1] + by[1]] } };
  switch (press.key) {
    case 'Enter':
    case ' ':
      return { edit: { type: 'set-point', at: cursor } };
    case 'c':
    case 'C':
      return { edit: { type: 'close' } };
    case 'Backspace':
    case 'Delete':
      return { edit: { type: 'take-back' } };
    case 'Escape':
      return now.fence.polygon.length === 0 && now.drawing?.points.length === 0
        ? null
        : { edit: { type: 'cancel' } };
    default:
      return null;
  }
}

function pointKey(
  press: KeyPress,
  { ring, point }: { ring: RingRef; point: number },
  { now }: EditState,
): KeyMeaning | null {
  const points = pointsOf(now.fence, ring);
  const at = points[point];
  const by = arrowOf(press);
  if (at && by)
    return { edit: { type: 'move-point', ring, point, to: [at[0] + by[0], at[1] + by[1]] } };
  switch (press.key) {
    case 'Enter':
    case 'Insert':
      return { edit: { type: 'add-point', ring, after: point } };
    case 'Delete':
    case 'Backspace':
      return { edit: { type: 'delete-point', ring, point } };
    case 'Tab':
      return neighbour(ring, point + (press.shift ? -1 : 1), points.length);
    case 'Escape':
      return { leave: true };
    default:
      return null;
  }
}

/** After the last point and before the first one the focus leaves the ring, as Tab does elsewhere. */
function neighbour(ring: RingRef, point: number, total: number): KeyMeaning | null {
  if (point < 0 || point >= total) return null;
  return { edit: { type: 'choose', chosen: { ring, point } } };
}

function ringKeyPress(press: KeyPress, ring: RingRef, { now }: EditState): KeyMeaning | null {
  const by = arrowOf(press);
  if (by)
    return { edit: { type: 'set-ring', ring, points: shiftRing(pointsOf(now.fence, ring), by) } };
  switch (press.key) {
    case 'Enter':
      return { edit: { type: 'choose', chosen: { ring, point: 0 } } };
    case 'Delete':
    case 'Backspace':
      return ring.part === 'outline' ? null : { edit: { type: 'delete-ring', ring } };
    case 'Escape':
      return { leave: true };
    default:
      return null;
  }
}

function arrowOf({ key, shift }: KeyPress): Point | null {
  const by = shift ? bigStep : step;
  switch (key) {
    case 'ArrowLeft':
      return [-by, 0];
    case 'ArrowRight':
      return [by, 0];
    case 'ArrowUp':
      return [0, -by];
    case 'ArrowDown':
      return [0, by];
    default:
      return null;
  }
}

/** Reads the focus target from the attributes of the drawing. */
export function targetOf(data: {
  ring?: string | undefined;
  point?: string | undefined;
}): KeyTarget {
  const ring = data.ring === undefined ? null : parseRingKey(data.ring);
  if (!ring) return { on: 'area' };
  return data.point === undefined
    ? { on: 'ring', ring }
    : { on: 'point', ring, point: Number(data.point) };
}
