// The keyboard can do everything that the mouse can: what each key does depends on the focus.
import { describe, expect, test } from 'vitest';
import type { Point } from '../../../contracts/index.ts';
import { createFence } from '../../testing/sample-fences.ts';
import { reduceEdit, startEditing, type EditAction } from './edit-state.ts';
import type { EditState } from './edit-model.ts';
import { historyKey, meaningOf, targetOf, type KeyPress, type KeyTarget } from './keys.ts';
import { outline, type RingRef } from './ring.ts';

const square: Point[] = [
  [0.2, 0.2],
  [0.6, 0.2],
  [0.6, 0.6],
  [0.2, 0.6],
];
const hole: RingRef = { part: 'hole', index: 0 };
const ready = startEditing(createFence({ polygon: square, holes: [square] }));
const drawing = startEditing(createFence({ polygon: [] }));
const area: KeyTarget = { on: 'area' };
const onRing: KeyTarget = { on: 'ring', ring: outline };
const onPoint: KeyTarget = { on: 'point', ring: outline, point: 1 };

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shift: false,
  ctrl: false,
  ...part,
});
const editOf = (key: KeyPress, target: KeyTarget, state: EditState) => {
  const meaning = meaningOf(key, target, state);
  return meaning && 'edit' in meaning ? meaning.edit : null;
};

describe('a key while drawing', () => {
  test.each<[string, KeyPress, EditAction]>([
    ['right moves the crosshair', press('ArrowRight'), { type: 'cursor', at: [0.505, 0.5] }],
    [
      'up with Shift moves it far',
      press('ArrowUp', { shift: true }),
      { type: 'cursor', at: [0.5, 0.45] },
    ],
    ['Enter sets a point', press('Enter'), { type: 'set-point', at: [0.5, 0.5] }],
    ['space sets a point', press(' '), { type: 'set-point', at: [0.5, 0.5] }],
    ['C closes', press('c'), { type: 'close' }],
    ['Delete takes the last point back', press('Delete'), { type: 'take-back' }],
  ])('%s', (_, key, action) => {
    expect(editOf(key, area, drawing)).toEqual(action);
  });

  test('Escape cancels only if there is something to cancel', () => {
    expect(meaningOf(press('Escape'), area, drawing)).toBeNull();
    const begun = reduceEdit(drawing, { type: 'set-point', at: [0.1, 0.1] });
    expect(editOf(press('Escape'), area, begun)).toEqual({ type: 'cancel' });
  });

  test('can draw a whole fence', () => {
    const keys = [
      'Enter',
      ...Array<string>(20).fill('ArrowRight'),
      'Enter',
      ...Array<string>(20).fill('ArrowDown'),
      'Enter',
      'c',
    ];
    const end = keys.reduce((state, key) => {
      const action = editOf(press(key), area, state);
      return action ? reduceEdit(state, action) : state;
    }, drawing);
    expect(end.now.fence.polygon).toEqual([
      [0.5, 0.5],
      [0.6, 0.5],
      [0.6, 0.6],
    ]);
  });
});

describe('a key on a point', () => {
  test.each<[string, KeyPress, EditAction]>([
    [
      'left moves it',
      press('ArrowLeft'),
      { type: 'move-point', ring: outline, point: 1, to: [0.595, 0.2] },
    ],
    [
      'down with Shift moves it far',
      press('ArrowDown', { shift: true }),
      { type: 'move-point', ring: outline, point: 1, to: [0.6, 0.25] },
    ],
    ['Enter adds a point after it', press('Enter'), { type: 'add-point', ring: outline, after: 1 }],
    ['Insert does too', press('Insert'), { type: 'add-point', ring: outline, after: 1 }],
    ['Delete removes it', press('Delete'), { type: 'delete-point', ring: outline, point: 1 }],
    [
      'Tab goes to the next one',
      press('Tab'),
      { type: 'choose', chosen: { ring: outline, point: 2 } },
    ],
    [
      'Shift and Tab go to the one before',
      press('Tab', { shift: true }),
      { type: 'choose', chosen: { ring: outline, point: 0 } },
    ],
  ])('%s', (_, key, action) => {
    expect(editOf(key, onPoint, ready)).toEqual(action);
  });

  test('Tab on the last point leaves the ring, and so does Shift and Tab on the first', () => {
    expect(meaningOf(press('Tab'), { ...onPoint, point: 3 }, ready)).toBeNull();
    expect(meaningOf(press('Tab', { shift: true }), { ...onPoint, point: 0 }, ready)).toBeNull();
  });

  test('Escape goes back to the drawing area', () => {
    expect(meaningOf(press('Escape'), onPoint, ready)).toEqual({ leave: true });
  });

  test('without a meaning is left to the browser', () => {
    expect(meaningOf(press('q'), onPoint, ready)).toBeNull();
    expect(meaningOf(press('Delete', { ctrl: true }), onPoint, ready)).toBeNull();
  });
});

describe('a key on a ring', () => {
  test('moves all of it', () => {
    const action = editOf(press('ArrowRight', { shift: true }), onRing, ready);
    expect(action).toMatchObject({ type: 'set-ring', ring: outline });
    expect(action && 'points' in action && action.points[0]).toEqual([0.25, 0.2]);
  });

  test('Enter goes to its points', () => {
    expect(editOf(press('Enter'), onRing, ready)).toEqual({
      type: 'choose',
      chosen: { ring: outline, point: 0 },
    });
  });

  test('Delete removes a hole, but not the outline', () => {
    expect(editOf(press('Delete'), { on: 'ring', ring: hole }, ready)).toEqual({
      type: 'delete-ring',
      ring: hole,
    });
    expect(meaningOf(press('Delete'), onRing, ready)).toBeNull();
  });
});

describe('a key on the drawing area', () => {
  test.each([
    ['+', { view: 'in' }],
    ['=', { view: 'in' }],
    ['-', { view: 'out' }],
    ['0', { view: 'whole' }],
    ['ArrowLeft', { pan: [-0.005, 0] }],
  ])('%s changes the shown part', (key, meaning) => {
    expect(meaningOf(press(key), area, ready)).toEqual(meaning);
  });
});

describe('the keys of undo and redo', () => {
  test.each<[string, KeyPress, string | null]>([
    ['Control Z', press('z', { ctrl: true }), 'undo'],
    ['Control Shift Z', press('Z', { ctrl: true, shift: true }), 'redo'],
    ['Control Y', press('y', { ctrl: true }), 'redo'],
    ['Z alone', press('z'), null],
    ['Control S', press('s', { ctrl: true }), null],
  ])('%s', (_, key, type) => {
    expect(historyKey(key)).toEqual(type === null ? null : { edit: { type } });
  });
});

test('what has the focus is read from the attributes of the drawing', () => {
  expect(targetOf({})).toEqual({ on: 'area' });
  expect(targetOf({ ring: 'nonsense' })).toEqual({ on: 'area' });
  expect(targetOf({ ring: 'hole-0' })).toEqual({ on: 'ring', ring: hole });
  expect(targetOf({ ring: 'outline', point: '1' })).toEqual(onPoint);
});
