// The operator's decision on a moved view, as a pure state machine: shift, choice, reason, and the state of the confirmation.
import type { ViewHealth } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import type { ConfirmView } from '../api/camera-calls.ts';

export type Shift = NonNullable<ViewHealth['shift']>;
export const choices = ['shift', 'keep', 'redraw'] as const;
export type ViewChoice = (typeof choices)[number];

export interface MovedViewState {
  choice: ViewChoice;
  /** The shift of the fences, in shares of the picture. */
  shift: Shift;
  reason: string;
  /** Whether the operator has tried to confirm: then missing input is shown. */
  tried: boolean;
  phase: 'deciding' | 'sending' | 'done';
  failure: Failure | null;
}

export type MovedViewAction =
  | { type: 'choose'; choice: ViewChoice }
  | { type: 'move'; by: Shift }
  | { type: 'place'; shift: Shift }
  | { type: 'reason'; reason: string }
  | { type: 'try' }
  | { type: 'send' }
  | { type: 'done' }
  | { type: 'failed'; failure: Failure };

export const noShift: Shift = { x: 0, y: 0 };

/** With a measured shift, shifting the fences is preselected; otherwise redrawing. */
export function createMovedViewState(measured: Shift | null): MovedViewState {
  return {
    choice: measured ? 'shift' : 'redraw',
    shift: measured ?? noShift,
    reason: '',
    tried: false,
    phase: 'deciding',
    failure: null,
  };
}

export function reduceMovedView(state: MovedViewState, action: MovedViewAction): MovedViewState {
  switch (action.type) {
    case 'choose':
      return { ...state, choice: action.choice };
    case 'move':
      return placed(state, { x: state.shift.x + action.by.x, y: state.shift.y + action.by.y });
    case 'place':
      return placed(state, action.shift);
    case 'reason':
      return { ...state, reason: action.reason };
    case 'try':
      return { ...state, tried: true };
    case 'send':
      return { ...state, phase: 'sending', failure: null };
    case 'done':
      return { ...state, phase: 'done' };
    case 'failed':
      return { ...state, phase: 'deciding', failure: action.failure };
  }
}

/** Dragging the fences selects shifting. */
function placed(state: MovedViewState, shift: Shift): MovedViewState {
  const round = (value: number) => Math.round(Math.min(1, Math.max(-1, value)) * 1e4) / 1e4 + 0;
  return { ...state, choice: 'shift', shift: { x: round(shift.x), y: round(shift.y) } };
}

export function confirmationOf({ choice, shift, reason }: MovedViewState): ConfirmView {
  return { shift: choice === 'shift' ? shift : null, reason: reason.trim() };
}

/** Why the decision cannot be confirmed; null when it can. */
export function hindranceOf({ choice, reason }: MovedViewState): 'reason' | 'redraw' | null {
  if (choice === 'redraw') return 'redraw';
  return reason.trim() === '' ? 'reason' : null;
}
