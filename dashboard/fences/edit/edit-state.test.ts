// The editor as a state machine: drawing, changing points, undo and redo, and what it announces.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Point } from '../../../contracts/index.ts';
import { createFence } from '../../testing/sample-fences.ts';
import { mostSteps, reduceEdit, startEditing, type EditAction } from './edit-state.ts';
import type { EditState } from './edit-model.ts';
import { mostPoints, outline, type RingRef } from './ring.ts';

const square: Point[] = [
  [0.2, 0.2],
  [0.6, 0.2],
  [0.6, 0.6],
  [0.2, 0.6],
];
const hole: RingRef = { part: 'hole', index: 0 };

const run = (state: EditState, ...actions: EditAction[]) => actions.reduce(reduceEdit, state);
const setAll = (points: readonly Point[]): EditAction[] =>
  points.map((at) => ({ type: 'set-point', at }));
const empty = () => startEditing(createFence({ polygon: [] }));
const ready = () => startEditing(createFence({ polygon: square }));
const noticeOf = ({ notice }: EditState) => notice?.what;

describe('a new fence', () => {
  test('is to be drawn at once', () => {
    expect(empty().now.drawing).toEqual({ ring: outline, points: [] });
    expect(ready().now.drawing).toBeNull();
  });

  test('continues the drawing that was in progress when the page was left', () => {
    const drawing = { ring: outline, points: square.slice(0, 2) };
    expect(startEditing(createFence({ polygon: [] }), drawing).now.drawing).toEqual(drawing);
  });

  test('is drawn point by point and closed', () => {
    const state = run(empty(), ...setAll(square), { type: 'close' });
    expect(state.now).toMatchObject({ fence: { polygon: square }, drawing: null });
    expect(state.chosen).toEqual({ ring: outline, point: null });
    expect(noticeOf(state)).toEqual({ type: 'closed', total: 4 });
  });

  test('is closed by its first point again', () => {
    const state = run(empty(), ...setAll([...square, [0.2, 0.2]]));
    expect(state.now.fence.polygon).toEqual(square);
  });

  test('is not closed with fewer than three points, which is announced', () => {
    const state = run(empty(), ...setAll(square.slice(0, 2)), { type: 'close' });
    expect(state.now.drawing?.points).toHaveLength(2);
    expect(noticeOf(state)).toEqual({ type: 'too-few' });
  });

  test('counts a point pressed twice once', () => {
    const state = run(empty(), ...setAll([square[0]!, square[0]!, square[1]!]));
    expect(state.now.drawing?.points).toEqual(square.slice(0, 2));
  });

  test('takes no more than two hundred points', () => {
    const many = Array.from({ length: mostPoints + 1 }, (_, index): Point => [index / 250, 0.5]);
    const state = run(empty(), ...setAll(many));
    expect(state.now.drawing?.points).toHaveLength(mostPoints);
    expect(noticeOf(state)).toEqual({ type: 'too-many' });
  });

  test('starts from a rectangle', () => {
    const state = run(empty(), { type: 'rectangle' });
    expect(state.now.fence.polygon).toHaveLength(4);
    expect(state.now.drawing).toBeNull();
  });

  test('announces the position of each point', () => {
    expect(noticeOf(run(empty(), { type: 'set-point', at: [0.25, 0.5] }))).toEqual({
      type: 'point-set',
      point: 1,
      x: 0.25,
      y: 0.5,
    });
  });

  test('removes its last point, as long as there is one', () => {
    const state = run(empty(), ...setAll(square.slice(0, 1)), { type: 'take-back' });
    expect(state.now.drawing?.points).toEqual([]);
    expect(noticeOf(run(state, { type: 'take-back' }))).toEqual({ type: 'nothing-to-undo' });
  });
});

describe('drawing', () => {
  test('that is cancelled leaves the fence unchanged, and can be restored', () => {
    const begun = run(ready(), { type: 'draw', ring: hole }, ...setAll([[0.3, 0.3]]));
    const given = run(begun, { type: 'cancel' });
    expect(given.now).toEqual(ready().now);
    expect(run(given, { type: 'undo' }).now.drawing?.points).toEqual([[0.3, 0.3]]);
  });

  test('of a hole adds a hole', () => {
    const inner = setAll([
      [0.3, 0.3],
      [0.4, 0.3],
      [0.4, 0.4],
    ]);
    const state = run(ready(), { type: 'draw', ring: hole }, ...inner, { type: 'close' });
    expect(state.now.fence.holes).toHaveLength(1);
    expect(state.now.fence.polygon).toEqual(square);
  });

  test('keeps the crosshair within the picture, and out of the history', () => {
    const state = run(empty(), { type: 'cursor', at: [1.4, -2] });
    expect(state.cursor).toEqual([1, 0]);
    expect(state.past).toEqual([]);
  });

  test('that was not begun cannot continue', () => {
    const state = run(ready(), { type: 'set-point', at: [0.5, 0.5] }, { type: 'close' });
    expect(state.now).toEqual(ready().now);
    expect(state.past).toEqual([]);
  });
});

describe('a point', () => {
  test('is moved', () => {
    const state = run(ready(), { type: 'move-point', ring: outline, point: 2, to: [0.7, 0.8] });
    expect(state.now.fence.polygon[2]).toEqual([0.7, 0.8]);
  });

  test('is added after another one, and chosen', () => {
    const state = run(ready(), { type: 'add-point', ring: outline, after: 0 });
    expect(state.now.fence.polygon[1]).toEqual([0.4, 0.2]);
    expect(state.chosen).toEqual({ ring: outline, point: 1 });
    expect(noticeOf(state)).toEqual({ type: 'point-added', point: 2, total: 5 });
  });

  test('is deleted, and the one before it chosen', () => {
    const state = run(ready(), { type: 'delete-point', ring: outline, point: 3 });
    expect(state.now.fence.polygon).toHaveLength(3);
    expect(state.chosen).toEqual({ ring: outline, point: 2 });
  });

  test('of three cannot be deleted', () => {
    const state = run(
      ready(),
      { type: 'delete-point', ring: outline, point: 0 },
      { type: 'delete-point', ring: outline, point: 0 },
    );
    expect(state.now.fence.polygon).toHaveLength(3);
    expect(noticeOf(state)).toEqual({ type: 'too-few' });
  });

  test('is not added to two hundred', () => {
    const polygon = Array.from({ length: mostPoints }, (_, index): Point => [
      0.5 + 0.4 * Math.cos(index / 32),
      0.5 + 0.4 * Math.sin(index / 32),
    ]);
    const full = startEditing(createFence({ polygon }));
    const state = run(full, { type: 'add-point', ring: outline, after: 0 });
    expect(state.now).toBe(full.now);
    expect(noticeOf(state)).toEqual({ type: 'too-many' });
  });
});

describe('a setting', () => {
  const name = (text: string | undefined): EditAction => ({
    type: 'change',
    part: { name: text },
    field: 'name',
  });

  test('is changed or removed', () => {
    expect(run(ready(), name('Gate')).now.fence.name).toBe('Gate');
    expect('name' in run(ready(), name(undefined)).now.fence).toBe(false);
  });

  test('that is typed is one step until the field is left', () => {
    const typed = run(ready(), name('G'), name('Ga'), name('Gate'));
    expect(typed.past).toHaveLength(1);
    const again = run(typed, { type: 'settle' }, name('Gate 2'));
    expect(run(again, { type: 'undo' }).now.fence.name).toBe('Gate');
    expect(run(again, { type: 'undo' }, { type: 'undo' }).now.fence.name).toBe('东门');
  });

  test('that removes the selected ring clears the selection', () => {
    const withHole = startEditing(createFence({ polygon: square, holes: [square] }));
    const chosen = run(withHole, { type: 'choose', chosen: { ring: hole, point: 0 } });
    const state = run(chosen, { type: 'change', part: { holes: undefined }, field: 'holes' });
    expect(state.chosen).toBeNull();
  });
});

describe('undo and redo', () => {
  const move = (x: number): EditAction => ({
    type: 'move-point',
    ring: outline,
    point: 0,
    to: [x, 0.1],
  });

  test('without a change are announced as empty', () => {
    expect(noticeOf(run(ready(), { type: 'undo' }))).toEqual({ type: 'nothing-to-undo' });
    expect(noticeOf(run(ready(), { type: 'redo' }))).toEqual({ type: 'nothing-to-redo' });
  });

  test('count a drag as one step', () => {
    const dragged = run(ready(), move(0.1), move(0.15), move(0.3), { type: 'settle' });
    expect(run(dragged, { type: 'undo' }).now).toEqual(ready().now);
    expect(run(dragged, { type: 'undo' }, { type: 'redo' }).now).toEqual(dragged.now);
  });

  test('forget undone steps after a new change', () => {
    const state = run(ready(), move(0.1), { type: 'undo' }, move(0.3));
    expect(state.future).toEqual([]);
  });

  test('renumber a repeated announcement, so that it is read again', () => {
    const twice = run(ready(), { type: 'undo' }, { type: 'undo' });
    expect(twice.notice?.number).toBe(2);
  });

  test('keep a bounded number of steps', () => {
    const actions = Array.from({ length: mostSteps + 20 }, (_, index) => [
      move(index / 1000),
      { type: 'settle' } as const,
    ]).flat();
    expect(run(ready(), ...actions).past).toHaveLength(mostSteps);
  });

  test('lead back to the start and forward again, whatever was done', () => {
    const ring = fc.constantFrom<RingRef>(outline, hole);
    const share = fc.double({ min: -0.2, max: 1.2, noNaN: true });
    const point = fc.tuple(share, share);
    const index = fc.nat(5);
    const action: fc.Arbitrary<EditAction> = fc.oneof(
      fc.record({ type: fc.constant('draw' as const), ring }),
      fc.record({ type: fc.constant('set-point' as const), at: point }),
      fc.record({ type: fc.constantFrom('close', 'cancel', 'take-back', 'rectangle', 'settle') }),
      fc.record({ type: fc.constant('move-point' as const), ring, point: index, to: point }),
      fc.record({ type: fc.constant('add-point' as const), ring, after: index }),
      fc.record({ type: fc.constant('delete-point' as const), ring, point: index }),
      fc.record({ type: fc.constant('delete-ring' as const), ring: fc.constant(hole) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
        const start = ready();
        const done = run(start, ...actions);
        const steps = done.past.length;
        const undone = run(
          done,
          ...Array.from({ length: steps }, () => ({ type: 'undo' }) as const),
        );
        expect(undone.now).toEqual(start.now);
        const redone = run(
          undone,
          ...Array.from({ length: steps }, () => ({ type: 'redo' }) as const),
        );
        expect(redone.now).toEqual(done.now);
        for (const [x, y] of done.now.fence.polygon)
          expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a whole fence that takes the place of the draft', () => {
  test('can be undone like any change', () => {
    const now = { fence: createFence({ name: 'theirs' }), drawing: null };
    const state = run(ready(), { type: 'replace', now });
    expect(state.now).toBe(now);
    expect(run(state, { type: 'undo' }).now).toEqual(ready().now);
  });
});
