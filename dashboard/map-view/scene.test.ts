// The grouping of marks, the middle of a cell, and the shape of each mark.
import { describe, expect, test } from 'vitest';
import type { Position, Ring } from '../../contracts/index.ts';
import { isInOutline } from '../../contracts/index.ts';
import { cornersOf, drawMark } from './draw-mark.ts';
import { middleOf } from './middle-of.ts';
import { clusterMarks, type Mark } from './scene.ts';

const mark = (key: string, at: Position, more: Partial<Mark> = {}): Mark => ({
  key,
  at,
  shape: 'case',
  tone: 'green',
  count: 1,
  isOff: false,
  isChosen: false,
  ...more,
});
const project = ([x, y]: Position): [number, number] => [x, y];

describe('marks that would overlap', () => {
  test('are grouped with their number, in the worst tone, and keep their names', () => {
    const marks = [mark('a', [1, 1]), mark('b', [5, 5], { tone: 'red' }), mark('c', [200, 1])];
    expect(clusterMarks(marks, project)).toMatchObject([
      { keys: ['a', 'b'], mark: { count: 2, tone: 'red', at: [1, 1] } },
      { keys: ['c'], mark: { count: 1 } },
    ]);
  });

  test('stay apart by kind, and handles always', () => {
    const marks = [
      mark('a', [1, 1]),
      mark('b', [1, 1], { shape: 'camera' }),
      mark('handle/0/0', [1, 1], { shape: 'handle' }),
      mark('handle/0/1', [2, 1], { shape: 'handle' }),
    ];
    expect(clusterMarks(marks, project)).toHaveLength(4);
  });

  test('are off only if all are off, and chosen if one is chosen', () => {
    const off = { shape: 'camera', isOff: true } as const;
    const [found] = clusterMarks(
      [mark('a', [1, 1], off), mark('b', [2, 2], { ...off, isOff: false, isChosen: true })],
      project,
    );
    expect(found?.mark).toMatchObject({ isOff: false, isChosen: true });
  });

  test('are empty without marks', () => {
    expect(clusterMarks([], project)).toEqual([]);
  });
});

describe('the middle of an outline', () => {
  const square: Ring = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ];
  test('of a square is its centre', () => {
    expect(middleOf([square])).toEqual([1, 1]);
  });

  test.each<[string, Ring[]]>([
    [
      'a horseshoe',
      [
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [6, 9],
          [6, 2],
          [3, 2],
          [3, 9],
          [0, 9],
        ],
      ],
    ],
    [
      'a ring with a hole in its middle',
      [
        square,
        [
          [0.5, 0.5],
          [1.5, 0.5],
          [1.5, 1.5],
          [0.5, 1.5],
        ],
      ],
    ],
    ['two parts', [square, square.map(([x, y]): Position => [x + 9, y])]],
  ])('of %s is inside', (_, outline) => {
    expect(isInOutline(outline, middleOf(outline))).toBe(true);
  });

  test('of an empty outline does not fail', () => {
    expect(middleOf([])).toEqual([0, 0]);
    expect(middleOf([[]])).toEqual([0, 0]);
  });
});

describe('a mark', () => {
  test('has a shape of its own for each light and each kind', () => {
    const lights = (['red', 'yellow', 'green', 'none'] as const).map((tone) =>
      JSON.stringify(cornersOf({ shape: 'case', tone })),
    );
    expect(new Set(lights).size).toBe(4);
    const stall = cornersOf({ shape: 'stall', tone: 'good' });
    expect(stall).not.toEqual(cornersOf({ shape: 'camera', tone: 'good' }));
  });

  test('is hollow and crossed for a camera without a picture, and has its number', () => {
    const said: string[] = [];
    const pen = new Proxy({} as Parameters<typeof drawMark>[0], {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          said.push(`${String(name)} ${args.join(' ')}`),
      set: (_, name, value) => {
        said.push(`${String(name)} = ${String(value)}`);
        return true;
      },
    });
    const palette = { of: (tone: string) => tone, text: 'ink', surface: 'paper', accent: 'blue' };
    const camera = mark('c', [0, 0], { shape: 'camera', tone: 'bad', isOff: true, count: 7 });
    drawMark(pen, { mark: camera, left: 10, top: 10, palette });
    expect(said).toContain('fillStyle = paper');
    expect(said).toContain('strokeStyle = bad');
    expect(said.some((one) => one.startsWith('fillText 7'))).toBe(true);
    expect(said.filter((one) => one.startsWith('moveTo'))).toHaveLength(3);
  });
});
