// Drawing a ring point by point, with the mouse, a finger or the crosshair of the arrow keys. The ring becomes part of the fence
// when it is closed.
import type { Point } from '../../../contracts/index.ts';
import type { Chosen, EditState, Notice, Snapshot } from './edit-model.ts';
import { mostPoints, outline, startRectangle, tidyPoint, withRing, type RingRef } from './ring.ts';
import type { Drawing } from './edit-model.ts';

export type DrawAction =
  | { type: 'draw'; ring: RingRef }
  | { type: 'cursor'; at: Point }
  | { type: 'set-point'; at: Point }
  | { type: 'take-back' }
  | { type: 'close' }
  | { type: 'cancel' }
  | { type: 'rectangle' };

export interface DrawStep {
  now: Snapshot;
  cursor: Point;
  chosen: Chosen | null;
  notice: Notice | null;
}

export function drawStep(state: EditState, action: DrawAction): DrawStep {
  const { now, cursor, chosen } = state;
  const stay: DrawStep = { now, cursor, chosen, notice: null };
  const { drawing } = now;
  if (action.type === 'draw')
    return {
      now: { ...now, drawing: { ring: action.ring, points: [] } },
      cursor,
      chosen: null,
      notice: { type: 'drawing' },
    };
  if (action.type === 'rectangle')
    return closeWith(stay, drawing?.ring ?? outline, startRectangle());
  if (!drawing) return stay;
  switch (action.type) {
    case 'cursor':
      return { ...stay, cursor: tidyPoint(action.at) };
    case 'set-point':
      return setPoint(stay, drawing, tidyPoint(action.at));
    case 'take-back':
      return takeBack(stay, drawing);
    case 'close':
      return drawing.points.length < 3
        ? { ...stay, notice: { type: 'too-few' } }
        : closeWith(stay, drawing.ring, drawing.points);
    case 'cancel':
      return { ...stay, now: { ...now, drawing: null }, notice: { type: 'cancelled' } };
  }
}

/** The first point again closes the ring; the last point again is the same press. */
function setPoint(stay: DrawStep, drawing: Drawing, at: Point): DrawStep {
  const { ring, points } = drawing;
  const first = points[0];
  const last = points.at(-1);
  if (first && points.length >= 3 && isSame(first, at)) return closeWith(stay, ring, points);
  if (last && isSame(last, at)) return { ...stay, cursor: at };
  if (points.length >= mostPoints) return { ...stay, notice: { type: 'too-many' } };
  return {
    ...stay,
    now: { ...stay.now, drawing: { ring, points: [...points, at] } },
    cursor: at,
    notice: { type: 'point-set', point: points.length + 1, x: at[0], y: at[1] },
  };
}

function takeBack(stay: DrawStep, { ring, points }: Drawing): DrawStep {
  if (points.length === 0) return { ...stay, notice: { type: 'nothing-to-undo' } };
  const left = points.slice(0, -1);
  const now = { ...stay.now, drawing: { ring, points: left } };
  return { ...stay, now, notice: { type: 'taken-back', total: left.length } };
}

function closeWith(stay: DrawStep, ring: RingRef, points: readonly Point[]): DrawStep {
  return {
    ...stay,
    now: { fence: withRing(stay.now.fence, ring, points), drawing: null },
    chosen: { ring, point: null },
    notice: { type: 'closed', total: points.length },
  };
}

function isSame([ax, ay]: Point, [bx, by]: Point): boolean {
  return ax === bx && ay === by;
}
