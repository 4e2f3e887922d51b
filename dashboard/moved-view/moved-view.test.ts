// A moved view: the operator's decision, and the effect of a shift on a fence's outline.
import { describe, expect, test } from 'vitest';
import type { Point } from '../../contracts/index.ts';
import { createFailure } from '../api/answer.ts';
import {
  confirmationOf,
  createMovedViewState,
  hindranceOf,
  reduceMovedView,
  type MovedViewAction,
} from './moved-view-state.ts';
import { leavesPicture, shiftOutline } from './shift-outline.ts';

const measured = { x: 0.1, y: -0.05 };
const after = (...actions: MovedViewAction[]) =>
  actions.reduce(reduceMovedView, createMovedViewState(measured));
const reason: MovedViewAction = { type: 'reason', reason: ' Turned by the wind. ' };

describe('the decision on a moved view', () => {
  test('begins with the measured shift, or with redrawing without one', () => {
    expect(createMovedViewState(measured)).toMatchObject({ choice: 'shift', shift: measured });
    expect(createMovedViewState(null)).toMatchObject({ choice: 'redraw', shift: { x: 0, y: 0 } });
  });

  test('is a shift as soon as the fences are moved by hand', () => {
    const state = after(
      { type: 'choose', choice: 'keep' },
      { type: 'move', by: { x: 0.02, y: 0 } },
    );
    expect(state).toMatchObject({ choice: 'shift', shift: { x: 0.12, y: -0.05 } });
  });

  test('never shifts further than the width of the picture', () => {
    expect(after({ type: 'move', by: { x: 5, y: -5 } }).shift).toEqual({ x: 1, y: -1 });
  });

  test('can be reset to the old position of the fences', () => {
    expect(after({ type: 'place', shift: { x: 0, y: 0 } }).shift).toEqual({ x: 0, y: 0 });
  });

  test.each<[string, MovedViewAction[], ReturnType<typeof hindranceOf>]>([
    ['a missing reason stands in the way', [], 'reason'],
    ['a reason of blanks is none', [{ type: 'reason', reason: '  ' }], 'reason'],
    ['redrawing is not a confirmation', [reason, { type: 'choose', choice: 'redraw' }], 'redraw'],
    ['with a reason nothing stands in the way', [reason], null],
  ])('%s', (_, actions, hindrance) => {
    expect(hindranceOf(after(...actions))).toBe(hindrance);
  });

  test('is sent with the shift, or without one when the fences are right', () => {
    expect(confirmationOf(after(reason))).toEqual({
      shift: measured,
      reason: 'Turned by the wind.',
    });
    expect(confirmationOf(after(reason, { type: 'choose', choice: 'keep' })).shift).toBeNull();
  });

  test('that failed can be tried again, and says why', () => {
    const failure = createFailure('refused', 'the fence would leave the picture');
    const failed = after({ type: 'try' }, { type: 'send' }, { type: 'failed', failure });
    expect(failed).toMatchObject({ phase: 'deciding', failure, tried: true });
    expect(reduceMovedView(failed, { type: 'send' })).toMatchObject({
      phase: 'sending',
      failure: null,
    });
    expect(reduceMovedView(failed, { type: 'done' }).phase).toBe('done');
  });
});

describe('a shifted outline', () => {
  const square: Point[] = [
    [0.2, 0.2],
    [0.4, 0.2],
    [0.4, 0.4],
    [0.2, 0.4],
  ];

  test('of an empty outline is empty', () => {
    expect(shiftOutline([], measured)).toEqual([]);
    expect(leavesPicture([], measured)).toBe(false);
  });

  test('moves every point, and stops at the border', () => {
    expect(shiftOutline([[0.2, 0.3]], { x: 0.5, y: 0 })).toEqual([[0.7, 0.3]]);
    expect(shiftOutline([[0.2, 0.3]], { x: 0.9, y: -0.5 })).toEqual([[1, 0]]);
  });

  test.each([
    ['that stays inside remains', { x: 0.3, y: 0 }, false],
    ['of which most remains is kept', { x: 0.65, y: 0 }, false],
    ['of which little remains has left the picture', { x: 0.75, y: 0 }, true],
    ['that is gone has left the picture', { x: 0.9, y: 0 }, true],
  ])('%s', (_, shift, leaves) => {
    expect(leavesPicture(square, shift)).toBe(leaves);
  });
});
