// The scene that is drawn from the map, the cameras and the open cases.
import { describe, expect, test } from 'vitest';
import type { CameraView, DistrictMap, ListedCase, Ring } from '../../contracts/index.ts';
import { createCamera, createDetail } from '../testing/sample-cases.ts';
import { summaryOf } from '../testing/fixture-cases.ts';
import { countCells } from './cell-counts.ts';
import { sceneOf, unplacedOf, type SceneInput } from './district-scene.ts';
import { dutiesOfCell } from './duties-of-cell.ts';
import { cellAt, positionsOnMap } from './found-on-map.ts';
import { heatByCell, heatSteps, heatTone } from './heat.ts';
import { mapSearch, parseMapChoice } from './map-choice.ts';
import { placeOfCase, placesIn } from './place-of-case.ts';

const west = '370305001001001';
const east = '370305001001002';
const ring = (x: number): Ring => [
  [x, 36],
  [x + 1, 36],
  [x + 1, 37],
  [x, 37],
];
const mark = { version: 1, change: 'edited' } as const;
const map: DistrictMap = {
  cells: [
    { cell: west, outline: [ring(118)], ...mark },
    { cell: east, outline: [ring(119)], ...mark },
  ],
  cameras: [{ camera: 'gate', at: [118.2, 36.2], ...mark }],
  stalls: [{ id: 'tea', name: 'Tea', at: [118.3, 36.3], ...mark }],
  ground: null,
};
const now = 1_000_000;
const late = {
  name: 'handle',
  light: 'red',
  greenUntil: 1,
  yellowUntil: 2,
  isRunning: true,
} as const;
const aCase = (id: string, parts: Partial<ListedCase> = {}): ListedCase => ({
  ...summaryOf(createDetail()),
  id,
  cameraId: 'gate',
  gridCell: west,
  deadline: null,
  ...parts,
});
const deadline = late as unknown as ListedCase['deadline'];
const camera = (id: string, parts: Partial<CameraView> = {}): CameraView => ({
  ...createCamera(),
  id,
  ...parts,
});
const input = (parts: Partial<SceneInput> = {}): SceneInput => ({
  map,
  cameras: [camera('gate')],
  cases: [],
  now,
  isStallOpen: () => true,
  heat: null,
  chosenCell: null,
  chosenKeys: [],
  ...parts,
});

describe('the scene', () => {
  test('of an empty map is empty', () => {
    const none = { cells: [], cameras: [], stalls: [], ground: null };
    expect(sceneOf(input({ map: none, cameras: [] }))).toEqual({ cells: [], marks: [] });
    expect(positionsOnMap(none)).toEqual([]);
  });

  test('colours a cell by its worst case, with its sign and number', () => {
    const cases = [aCase('1'), aCase('2', { deadline }), aCase('3', { cameraId: 'other' })];
    const { cells, marks } = sceneOf(input({ cases, chosenCell: east }));
    expect(cells).toMatchObject([
      { cell: west, tone: 'red', word: '▲ 3', isChosen: false },
      { cell: east, tone: 'plain', word: '', isChosen: true },
    ]);
    const drawn = marks.map(({ key, tone }) => [key, tone]);
    expect(drawn.filter(([key]) => key?.startsWith('case/'))).toEqual([
      ['case/1', 'none'],
      ['case/2', 'red'],
    ]);
  });

  test('shows cameras by state and stalls by hours', () => {
    const silent = camera('gate', { status: null });
    const { marks } = sceneOf(
      input({ cameras: [silent], isStallOpen: () => false, chosenKeys: ['stall/tea'] }),
    );
    expect(marks).toMatchObject([
      { key: 'stall/tea', isOff: true, isChosen: true },
      { key: 'camera/gate', tone: 'bad', isOff: true },
    ]);
    expect(sceneOf(input({ cameras: [] })).marks[1]).toMatchObject({ tone: 'plain' });
  });

  test('of a month shows its heat and no marks', () => {
    const { cells, marks } = sceneOf(input({ heat: new Map([[west, 12]]), cases: [aCase('1')] }));
    expect(cells).toMatchObject([
      { tone: 'heat-5', word: '12' },
      { tone: 'plain', word: '' },
    ]);
    expect(marks).toEqual([]);
  });
});

describe('a case', () => {
  const places = placesIn(map);
  test.each([
    ['at its camera', { cameraId: 'gate', gridCell: east }, { at: [118.2, 36.2], by: 'camera' }],
    [
      'in the middle of its cell',
      { cameraId: 'x', gridCell: east },
      { at: [119.5, 36.5], by: 'cell' },
    ],
    ['nowhere', { cameraId: 'x', gridCell: null }, null],
  ])('is %s', (_, one, expected) => {
    expect(placeOfCase(one, places)).toEqual(expected);
  });

  test('without a place is listed, and so is a camera', () => {
    const cases = [aCase('1'), aCase('2', { cameraId: 'x', gridCell: null })];
    const found = unplacedOf({ map, cases, cameras: [camera('gate'), camera('yard')] });
    expect(found.cases.map(({ id }) => id)).toEqual(['2']);
    expect(found.cameras.map(({ id }) => id)).toEqual(['yard']);
  });

  test('counts for its cell, the worst cell first', () => {
    const cases = [
      aCase('1'),
      aCase('2'),
      aCase('3', { gridCell: east, deadline }),
      aCase('4', { gridCell: null }),
    ];
    expect(countCells(cases, now)).toEqual([
      { cell: east, total: 1, worst: 'red' },
      { cell: west, total: 2, worst: 'none' },
      { cell: '', total: 1, worst: 'none' },
    ]);
    expect(countCells([], now)).toEqual([]);
  });
});

describe('heat', () => {
  const row = (cell: string | null, kind: string, cases: number) => ({ cell, kind, cases });
  const heat = {
    month: '2026-11',
    cells: [row(west, 'debris-pile', 3), row(west, 'banner', 2), row(null, 'banner', 9)],
  };
  test('sums all kinds or one, without cases that have no cell', () => {
    expect([...heatByCell(heat, null)]).toEqual([[west, 5]]);
    expect([...heatByCell(heat, 'banner')]).toEqual([[west, 2]]);
    expect([...heatByCell(heat, 'other')]).toEqual([]);
  });

  test.each([
    [0, []],
    [1, ['1-1']],
    [3, ['1-1', '2-2', '3-3']],
    [100, ['1-20', '21-40', '41-60', '61-80', '81-100']],
  ])('of at most %i has steps without gaps', (most, spans) => {
    const steps = heatSteps(new Map([['a', most]]));
    expect(steps.map(({ from, to }) => `${from}-${to}`)).toEqual(spans);
    for (let total = 1; total <= most; total += 1) expect(heatTone(total, steps)).not.toBe('plain');
    expect(heatTone(0, steps)).toBe('plain');
  });
});

describe('the user’s choice', () => {
  test('is in the address, with the filter', () => {
    const choice = { cell: west, month: '2026-11', isEditing: true };
    const search = mapSearch(choice, 'kind=banner');
    expect(search.toString()).toBe(`kind=banner&at=${west}&month=2026-11&edit=true`);
    expect(parseMapChoice(search)).toEqual(choice);
  });

  test('is empty for an invalid address', () => {
    const odd = new URLSearchParams('at=12&month=2026-13&edit=1');
    expect(parseMapChoice(odd)).toEqual({ cell: null, month: null, isEditing: false });
    expect(mapSearch(parseMapChoice(odd), '').toString()).toBe('');
  });

  test('is the cell at the pressed place', () => {
    expect(cellAt(map, [119.5, 36.5])).toBe(east);
    expect(cellAt(map, [0, 0])).toBeNull();
  });
});

describe('who is on duty for a cell', () => {
  const duty = (unit: string) => ({ unit, part: 'officer' as const, people: [], nextChange: null });
  const units = [
    { id: 'city', name: 'City', level: 'city' as const },
    { id: 'w', name: 'W', level: 'grid' as const, parent: 'city', cells: [west] },
    { id: 'loop', name: 'L', level: 'grid' as const, parent: 'loop', cells: [east] },
  ];
  const duties = ['city', 'w', 'other', 'loop'].map(duty);
  test('are the people of its unit, then of the units above', () => {
    expect(dutiesOfCell(duties, { units }, west).map(({ unit }) => unit)).toEqual(['w', 'city']);
    expect(dutiesOfCell(duties, { units }, '1').map(({ unit }) => unit)).toEqual([]);
  });

  test('ends at a unit that is above itself', () => {
    expect(dutiesOfCell(duties, { units }, east)).toHaveLength(1);
  });

  test('are those of the user’s own units without the right to read the roster', () => {
    expect(dutiesOfCell(duties, null, west)).toEqual(duties);
  });
});

test('a picture alone is shown whole', () => {
  const at = (x: number, y: number): [number, number] => [x, y];
  const points = [
    { x: 0, y: 0, at: at(118, 37) },
    { x: 1, y: 1, at: at(119, 36) },
  ];
  const ground = { type: 'picture' as const, file: 'a.jpg', width: 1, height: 1, points };
  const none = { cells: [], cameras: [], stalls: [] };
  expect(positionsOnMap({ ...none, ground: { ground, ...mark } })).toEqual([
    at(118, 37),
    at(119, 36),
  ]);
});
