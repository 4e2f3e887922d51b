// The fence editor as a pure state machine. Takes the user's actions; returns the fence, the drawing in progress, the selection,
// the undo history, and announcements.
import type { FenceFile, Point } from '../../../contracts/index.ts';
import { drawStep, type DrawAction } from './drawing.ts';
import type { Drawing } from './edit-model.ts';
import {
  insertPoint,
  mostPoints,
  movePoint,
  outline,
  pointsOf,
  removePoint,
  ringKey,
  ringsOf,
  withRing,
  withoutRing,
  type RingRef,
} from './ring.ts';
import { withPart, type Part } from './with-part.ts';
import type { Chosen, EditState, Notice, Snapshot } from './edit-model.ts';

/** Settings to replace; undefined removes a setting, so that the kind's default applies. */
export type FencePart = Part<FenceFile>;

export type EditAction =
  | DrawAction
  | { type: 'move-point'; ring: RingRef; point: number; to: Point }
  | { type: 'set-ring'; ring: RingRef; points: readonly Point[] }
  | { type: 'add-point'; ring: RingRef; after: number; at?: Point }
  | { type: 'delete-point'; ring: RingRef; point: number }
  | { type: 'delete-ring'; ring: RingRef }
  | { type: 'choose'; chosen: Chosen | null }
  /** `field` names the input: keystrokes in one field are one step. */
  | { type: 'change'; part: FencePart; field: string }
  /** Replaces the whole fence, e.g. with the armed version; can be undone like any change. */
  | { type: 'replace'; now: Snapshot }
  | { type: 'settle' }
  | { type: 'undo' }
  | { type: 'redo' };

export const mostSteps = 100;

export function startEditing(fence: FenceFile, drawing: Drawing | null = null): EditState {
  const startsEmpty = fence.polygon.length === 0;
  return {
    now: { fence, drawing: drawing ?? (startsEmpty ? { ring: outline, points: [] } : null) },
    past: [],
    future: [],
    run: null,
    chosen: null,
    cursor: [0.5, 0.5],
    notice: null,
  };
}

export function reduceEdit(state: EditState, action: EditAction): EditState {
  switch (action.type) {
    case 'move-point':
    case 'set-ring':
    case 'add-point':
    case 'delete-point':
    case 'delete-ring':
      return reduceRing(state, action);
    case 'choose':
      return { ...state, chosen: action.chosen, run: null };
    case 'change': {
      const fence = withPart(state.now.fence, action.part);
      return keepChosen(step(state, { ...state.now, fence }, `change ${action.field}`));
    }
    case 'replace':
      return { ...step(state, action.now, null), chosen: null };
    case 'settle':
      return state.run === null ? state : { ...state, run: null };
    case 'undo':
      return undo(state);
    case 'redo':
      return redo(state);
    case 'draw':
    case 'cursor':
    case 'set-point':
    case 'take-back':
    case 'close':
    case 'cancel':
    case 'rectangle':
      return reduceDrawing(state, action);
  }
}

type RingAction = Extract<EditAction, { ring: RingRef }> & { type: RingActionType };
type RingActionType = 'move-point' | 'set-ring' | 'add-point' | 'delete-point' | 'delete-ring';

function reduceRing(state: EditState, action: RingAction): EditState {
  const { fence } = state.now;
  const { ring } = action;
  const points = pointsOf(fence, ring);
  const put = (next: readonly Point[], run: string | null = null) =>
    step(state, { ...state.now, fence: withRing(fence, ring, next) }, run);
  const name = ringKey(ring);
  switch (action.type) {
    case 'move-point':
      return put(movePoint(points, action.point, action.to), `move ${name} ${action.point}`);
    case 'set-ring':
      return put(action.points, `move ${name}`);
    case 'add-point': {
      if (points.length >= mostPoints) return tell(state, { type: 'too-many' });
      const point = action.after + 1;
      const notice: Notice = { type: 'point-added', point: point + 1, total: points.length + 1 };
      const added = put(insertPoint(points, action.after, action.at));
      return tell({ ...added, chosen: { ring, point } }, notice);
    }
    case 'delete-point': {
      if (points.length <= 3) return tell(state, { type: 'too-few' });
      const chosen = { ring, point: Math.max(0, action.point - 1) };
      const deleted = { ...put(removePoint(points, action.point)), chosen };
      return tell(deleted, { type: 'point-deleted', total: points.length - 1 });
    }
    case 'delete-ring': {
      const left = step(state, { ...state.now, fence: withoutRing(fence, ring) }, null);
      return tell({ ...left, chosen: null }, { type: 'ring-deleted' });
    }
  }
}

function reduceDrawing(state: EditState, action: DrawAction): EditState {
  const { now, cursor, chosen, notice } = drawStep(state, action);
  const stepped = now === state.now ? state : step(state, now, null);
  const moved = { ...stepped, cursor, chosen };
  return notice ? tell(moved, notice) : moved;
}

/** A new snapshot. Within one change it replaces the last one, else it can be undone separately. */
function step(state: EditState, now: Snapshot, run: string | null): EditState {
  const goesOn = run !== null && run === state.run;
  const past = goesOn ? state.past : [...state.past, state.now].slice(-mostSteps);
  return { ...state, now, past, future: [], run };
}

function undo(state: EditState): EditState {
  const now = state.past.at(-1);
  if (!now) return tell(state, { type: 'nothing-to-undo' });
  const past = state.past.slice(0, -1);
  const future = [state.now, ...state.future];
  return tell(keepChosen({ ...state, now, past, future, run: null }), { type: 'undone' });
}

function redo(state: EditState): EditState {
  const [now, ...future] = state.future;
  if (!now) return tell(state, { type: 'nothing-to-redo' });
  const past = [...state.past, state.now];
  return tell(keepChosen({ ...state, now, past, future, run: null }), { type: 'redone' });
}

/** The selection stays only while its target exists. */
function keepChosen(state: EditState): EditState {
  const { chosen, now } = state;
  if (!chosen) return state;
  const points = pointsOf(now.fence, chosen.ring);
  const exists = ringsOf(now.fence).some((ring) => ringKey(ring) === ringKey(chosen.ring));
  if (!exists) return { ...state, chosen: null };
  const isGone = chosen.point !== null && chosen.point >= points.length;
  return isGone ? { ...state, chosen: { ring: chosen.ring, point: points.length - 1 } } : state;
}

function tell(state: EditState, what: Notice): EditState {
  return { ...state, notice: { number: (state.notice?.number ?? 0) + 1, what } };
}
