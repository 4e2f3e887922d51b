// Editing an outline, and the item that a draft becomes.
import { describe, expect, test } from 'vitest';
import { outlineFault, type DistrictMap, type Ring } from '../../../contracts/index.ts';
import { beginDraft, contentOf, draftMarks, hoursOf, type Draft } from './draft.ts';
import { groundOf } from './ground-of.ts';
import {
  addPoint,
  handleKey,
  movePoint,
  parseHandle,
  parsePosition,
  positionText,
  removePoint,
} from './outline-edit.ts';

const square: Ring = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

describe('an outline', () => {
  test('is drawn point by point, and then grows at the nearest edge', () => {
    let outline: Ring[] = [];
    for (const point of square.slice(0, 3)) ({ outline } = addPoint(outline, point));
    expect(outline).toEqual([square.slice(0, 3)]);
    const added = addPoint(outline, [1, -0.1]);
    expect(added).toEqual({
      outline: [
        [
          [0, 0],
          [1, -0.1],
          [2, 0],
          [2, 2],
        ],
      ],
      at: { ring: 0, index: 1 },
    });
    expect(outlineFault(added.outline)).toBeNull();
  });

  test('with a hole grows at the nearest edge', () => {
    const hole: Ring = [
      [0.5, 0.5],
      [1, 0.5],
      [1, 1],
    ];
    expect(addPoint([square, hole], [0.7, 0.45]).at.ring).toBe(1);
    expect(addPoint([square, hole], [2.1, 1]).at).toEqual({ ring: 0, index: 2 });
  });

  test('moves and removes points; a hole with fewer than three is removed', () => {
    expect(movePoint([square], { ring: 0, index: 1 }, [3, 0])[0]?.[1]).toEqual([3, 0]);
    expect(removePoint([square], { ring: 0, index: 0 })).toEqual([square.slice(1)]);
    const hole = square.slice(0, 3);
    expect(removePoint([square, hole], { ring: 1, index: 0 })).toEqual([square]);
    expect(removePoint([hole], { ring: 0, index: 0 })).toEqual([hole.slice(1)]);
  });

  test('names its points', () => {
    expect(parseHandle(handleKey({ ring: 1, index: 12 }))).toEqual({ ring: 1, index: 12 });
    expect(parseHandle('case/1')).toBeNull();
  });
});

test.each([
  ['118.30521, 36.81342', [118.30521, 36.81342]],
  [' 118.3，36.8 ', [118.3, 36.8]],
  ['-0.1 51.5', [-0.1, 51.5]],
  ['36.8, 118.3', null],
  ['118.3', null],
  ['', null],
  ['a, b', null],
])('a typed position: %s', (text, expected) => {
  expect(parsePosition(text)).toEqual(expected);
  if (expected)
    expect(parsePosition(positionText([expected[0] ?? 0, expected[1] ?? 0]))).toEqual(expected);
});

test.each([
  ['', []],
  ['06:00-09:30', [{ from: '06:00', to: '09:30' }]],
  [
    '06:00–09:30；17:00至21:00',
    [
      { from: '06:00', to: '09:30' },
      { from: '17:00', to: '21:00' },
    ],
  ],
  ['early', null],
])('typed hours: %s', (text, expected) => {
  expect(hoursOf(text)).toEqual(expected);
});

describe('a draft', () => {
  const cell = '370305001001001';
  const mark = { version: 3, change: 'edited' } as const;
  const map: DistrictMap = {
    cells: [{ cell, name: 'West', outline: [square], ...mark }],
    cameras: [{ camera: 'gate', at: [1, 1], ...mark }],
    stalls: [
      {
        id: 'tea',
        name: 'Tea',
        at: [1, 1],
        hours: [{ days: ['mon'], from: '06:00', to: '09:00' }],
        ...mark,
      },
    ],
    ground: null,
  };

  test.each([
    ['cell', cell, { outline: [square], name: 'West', baseVersion: 3 }],
    ['cell', '370305001001009', { outline: [], baseVersion: null }],
    ['camera', 'gate', { at: [1, 1], baseVersion: 3 }],
    ['camera', 'yard', { at: null, baseVersion: null }],
    ['stall', 'tea', { hours: '06:00-09:00', baseVersion: 3 }],
    ['stall', 'new', { name: '', at: null }],
  ] as const)('of a %s %s starts from what is on the map', (kind, id, expected) => {
    expect(beginDraft(map, kind, id)).toMatchObject({ kind, id, ...expected });
  });

  test.each<[string, Partial<Draft>, object | null]>([
    [
      'a cell',
      { kind: 'cell', name: ' West ', outline: [square] },
      { kind: 'cell', name: 'West', outline: [square] },
    ],
    ['a cell of two points', { kind: 'cell', name: '', outline: [square.slice(0, 2)] }, null],
    ['a camera', { kind: 'camera', at: [1, 1] }, { kind: 'camera', at: [1, 1] }],
    ['a camera without a place', { kind: 'camera', at: null }, null],
  ])('%s is sent as it must be, or not', (_, parts, expected) => {
    expect(contentOf({ id: 'x', baseVersion: null, ...parts } as Draft)).toEqual(expected);
  });

  const stall = {
    kind: 'stall',
    id: 'tea',
    baseVersion: null,
    name: 'Tea',
    holder: '',
    gridCell: '',
    hours: '',
    at: [1, 1],
  } as const;
  test('of a stall omits empty fields, and is not sent with a fault', () => {
    expect(contentOf({ ...stall, at: [1, 1] })).toEqual({ kind: 'stall', name: 'Tea', at: [1, 1] });
    expect(contentOf({ ...stall, at: [1, 1], gridCell: '12' })).toBeNull();
    expect(contentOf({ ...stall, at: [1, 1], hours: 'early' })).toBeNull();
    expect(contentOf({ ...stall, at: [1, 1], name: ' ' })).toBeNull();
  });

  test('is drawn with a handle for each point', () => {
    const draft = { ...beginDraft(map, 'cell', cell), selected: { ring: 0, index: 2 } } as Draft;
    const marks = draftMarks(draft);
    expect(marks.map(({ key }) => key)).toEqual([
      'handle/0/0',
      'handle/0/1',
      'handle/0/2',
      'handle/0/3',
    ]);
    expect(marks.map(({ isChosen }) => isChosen)).toEqual([false, false, true, false]);
    expect(draftMarks(beginDraft(map, 'camera', 'yard'))).toEqual([]);
    expect(draftMarks(beginDraft(map, 'camera', 'gate'))).toMatchObject([{ at: [1, 1] }]);
  });
});

describe('a picture as base map', () => {
  const picture = { file: 'a.jpg', width: 10, height: 10 };
  test('needs two distinct corners', () => {
    expect(groundOf(picture, [[118, 37], [119, 36], null])).toMatchObject({
      points: { length: 2 },
    });
    expect(
      groundOf(picture, [
        [118, 37],
        [119, 36],
        [118.1, 36],
      ]),
    ).toMatchObject({ points: { length: 3 } });
    expect(groundOf(picture, [[118, 37], null, null])).toBeNull();
    expect(groundOf(picture, [[118, 37], [119, 37], null])).toBeNull();
  });
});
