// Decoding of each family's outputs, on examples small enough to compute by hand.
import { describe, expect, test } from 'vitest';
import { findPeaks } from './centernet.ts';
import { decodeQueries } from './detr.ts';
import { decodeHead } from './nanodet.ts';
import { toPlanarTensor } from './planar-input.ts';
import { decodeColumns } from './yolov8.ts';
import { decodeRows, gridCells } from './yolox.ts';

describe('centernet', () => {
  const map = (classes: number[][]) => ({
    columns: 3,
    rows: 2,
    classes: Float32Array.from(classes.flat()),
    best: Float32Array.from(
      classes[0]!.map((_, at) => Math.max(...classes.map((each) => each[at]!))),
    ),
  });

  test.each<[string, number[][], [number, number][]]>([
    ['an empty map has no peaks', [[0, 0, 0, 0, 0, 0]], []],
    ['a single peak', [[0, 0.5, 0, 0, 0.4, 0]], [[0, 1]]],
    ['below the floor is no peak', [[0, 0.1, 0, 0, 0, 0]], []],
    [
      'two classes peak apart',
      [
        [0.9, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0.8],
      ],
      [
        [0, 0],
        [1, 5],
      ],
    ],
    [
      'two classes may peak in one cell',
      [
        [0, 0.6, 0, 0, 0, 0],
        [0, 0.5, 0, 0, 0, 0],
      ],
      [
        [0, 1],
        [1, 1],
      ],
    ],
    ['a neighbour over the corner is a neighbour', [[0.5, 0, 0, 0, 0.6, 0]], [[0, 4]]],
    [
      'the end of a row is not next to the start of the next',
      [[0, 0, 0.5, 0.6, 0, 0]],
      [
        [0, 2],
        [0, 3],
      ],
    ],
  ])('%s', (_title, classes, expected) => {
    const peaks = findPeaks(map(classes), 0.2);
    expect(peaks.map(({ classIndex, cell }) => [classIndex, cell])).toEqual(expected);
  });
});

describe('yolox', () => {
  const grid = gridCells({ width: 32, height: 32 });
  const layout = { grid, classes: 2, floor: 0.25 };
  const rows = (changes: Record<number, number[]>) =>
    Float32Array.from(grid.flatMap((_, at) => changes[at] ?? [0, 0, 0, 0, 0, 0, 0]));

  test('has cells of 8, 16 and 32 pixels, row by row', () => {
    expect(grid).toHaveLength(16 + 4 + 1);
    expect(grid[5]).toEqual({ column: 1, row: 1, stride: 8 });
    expect(grid[17]).toEqual({ column: 1, row: 0, stride: 16 });
    expect(grid[20]).toEqual({ column: 0, row: 0, stride: 32 });
  });

  test('gives no boxes for an empty output', () => {
    expect(decodeRows(rows({}), layout)).toEqual([]);
  });

  test('reads centre, size and the better class', () => {
    const values = rows({ 5: [0.5, 0.5, Math.log(2), 0, 0.8, 0.25, 0.5] });
    const [found] = decodeRows(values, { ...layout, floor: 0.3 });
    expect(found?.classIndex).toBe(1);
    expect(found?.confidence).toBeCloseTo(0.4, 6);
    const edges = [found?.left, found?.top, found?.right, found?.bottom];
    expect(edges.map((edge) => Math.round(edge! * 1e4) / 1e4)).toEqual([4, 8, 20, 16]);
  });

  test('reads each grid at its own stride', () => {
    const far = [0.25, 0.75, 0, Math.log(2), 1, 0.5, 0];
    const found = decodeRows(rows({ 6: far, 18: far, 20: far }), layout);
    const edges = found.map(({ left, top, right, bottom }) => [left, top, right, bottom]);
    expect(edges.map((each) => each.map((edge) => Math.round(edge * 1e4) / 1e4))).toEqual([
      [14, 6, 22, 22],
      [-4, 12, 12, 44],
      [-8, -8, 24, 56],
    ]);
  });

  test.each([
    ['is there but of no class', [0, 0, 0, 0, 0.9, 0.1, 0.2]],
    ['is of a class but not there', [0, 0, 0, 0, 0.1, 1, 0]],
  ])('drops what %s', (_title, row) => {
    expect(decodeRows(rows({ 0: row }), layout)).toEqual([]);
  });
});

describe('yolov8', () => {
  test('gives nothing for an output without boxes', () => {
    expect(decodeColumns(new Float32Array(), 2, 0.25)).toEqual([]);
  });

  test('reads boxes column by column', () => {
    // two boxes: centre x, centre y, width, height, then each class for both
    const values = Float32Array.from([10, 40, 20, 50, 4, 8, 6, 8, 0.75, 0.125, 0.5, 0.125]);
    expect(decodeColumns(values, 2, 0.25)).toEqual([
      { classIndex: 0, confidence: 0.75, left: 8, top: 17, right: 12, bottom: 23 },
    ]);
    expect(decodeColumns(values, 2, 0.1).map(({ left }) => left)).toEqual([8, 36]);
  });

  test('gives each box once, with its likeliest class, in any order', () => {
    // two boxes at one place; three classes, each for both
    const scores = [0.5, 0.25, 0.75, 0.25, 0.625, 0.875];
    const values = Float32Array.from([8, 8, 8, 8, 4, 4, 4, 4, ...scores]);
    const found = decodeColumns(values, 3, 0.25);
    expect(found.map(({ classIndex, confidence }) => [classIndex, confidence])).toEqual([
      [1, 0.75],
      [2, 0.875],
    ]);
  });
});

describe('detr', () => {
  const middle = [0.5, 0.5, 0.5, 0.25];
  const decode = (
    logits: number[][],
    { activation = 'sigmoid' as const, classes = 2 }: Reading = {},
  ) =>
    decodeQueries(
      {
        boxes: Float32Array.from(logits.flatMap(() => middle)),
        logits: Float32Array.from(logits.flat()),
        values: logits[0]?.length ?? 2,
        classes,
      },
      activation,
      0.3,
    );
  interface Reading {
    activation?: 'sigmoid' | 'softmax';
    classes?: number;
  }

  test('gives nothing without queries', () => {
    expect(decode([])).toEqual([]);
  });

  test('reads independent logits with the sigmoid', () => {
    expect(decode([[-2, 0]])).toEqual([
      { classIndex: 1, confidence: 0.5, left: 0.25, top: 0.375, right: 0.75, bottom: 0.625 },
    ]);
  });

  test('ignores a "nothing" among independent logits, at any confidence', () => {
    const [found] = decode([[Math.log(3), 0, 9]]);
    expect(found?.classIndex).toBe(0);
    expect(found?.confidence).toBeCloseTo(0.75, 6);
  });

  test('keeps two queries with equal boxes', () => {
    expect(
      decode([
        [2, 0],
        [-5, -5],
        [2, 0],
      ]).map(({ classIndex }) => classIndex),
    ).toEqual([0, 0]);
  });

  test.each([
    ['a class among two and nothing', [1, 1, 1], 1 / 3],
    ['shares of 6, 3 and 1', [Math.log(6), Math.log(3), 0], 0.6],
    ['logits too large for an exponent of their own', [1000, 1000, 998], 1 / (2 + Math.exp(-2))],
    ['nothing, far ahead of both classes', [0, 0, 9], undefined],
    ['nothing, further ahead than an exponent can say', [0, 0, 1000], undefined],
  ])('reads %s by the softmax', (_title, logits, confidence) => {
    const [found] = decode([logits], { activation: 'softmax' });
    if (confidence === undefined) expect(found).toBeUndefined();
    else expect(found?.confidence).toBeCloseTo(confidence, 6);
  });
});

describe('nanodet', () => {
  const head = { stride: 8, columns: 2, classes: 2 };
  /** A distribution with all weight on one distance for each side. */
  const certain = (sides: number[]) =>
    sides.flatMap((side) => Array.from({ length: 8 }, (_, at) => (at === side ? 50 : 0)));

  test('gives nothing below the floor', () => {
    const scores = Float32Array.from([0.1, 0.2, 0, 0]);
    expect(decodeHead({ scores, reach: new Float32Array(64) }, head, 0.3)).toEqual([]);
  });

  test('measures distances from the centre of the cell', () => {
    const scores = Float32Array.from([0, 0, 0.5, 0.75]);
    const reach = Float32Array.from([...certain([0, 0, 0, 0]), ...certain([1, 0, 2, 3])]);
    expect(decodeHead({ scores, reach }, head, 0.3)).toEqual([
      { classIndex: 1, confidence: 0.75, left: 4, top: 4, right: 28, bottom: 28 },
    ]);
  });

  test('weights each distance by its likelihood', () => {
    // 1 cell with weight 3 and 5 cells with weight 1 give 2 cells; the other distances have no weight
    const split = [-99, Math.log(3), -99, -99, -99, 0, -99, -99];
    const reach = Float32Array.from([...split, ...certain([0, 0, 0])]);
    const [found] = decodeHead({ scores: Float32Array.from([0, 0.5]), reach }, head, 0.3);
    expect(found?.left).toBeCloseTo(4 - 2 * 8, 4);
  });

  test('continues with the next row of cells after the last column', () => {
    const scores = Float32Array.from([0, 0, 0, 0, 0.5, 0]);
    const reach = Float32Array.from(certain(Array.from({ length: 12 }, () => 1)));
    const [found] = decodeHead({ scores, reach }, { ...head, stride: 32 }, 0.3);
    expect([found?.left, found?.top, found?.right, found?.bottom]).toEqual([-16, 16, 48, 80]);
  });

  test('takes the mean of distances that are equally likely', () => {
    const scores = Float32Array.from([0.5, 0]);
    const [found] = decodeHead({ scores, reach: new Float32Array(32) }, head, 0.3);
    expect(found?.right).toBeCloseTo(4 + 3.5 * 8, 4);
  });
});

describe('toPlanarTensor', () => {
  const pixels = Uint8Array.from([10, 20, 30, 40, 50, 60]);
  const size = { width: 2, height: 1 };

  test.each([
    ['rgb', [10, 40, 20, 50, 30, 60]],
    ['bgr', [30, 60, 20, 50, 10, 40]],
  ] as const)('puts the colours in the order %s', (order, expected) => {
    const tensor = toPlanarTensor(pixels, size, { order, mean: [0, 0, 0], deviation: [1, 1, 1] });
    expect(tensor.dims).toEqual([1, 3, 1, 2]);
    expect([...(tensor.data as Float32Array)]).toEqual(expected);
  });

  test('subtracts each colour’s mean and divides by its deviation', () => {
    const scaling = { order: 'bgr', mean: [10, 20, 30], deviation: [10, 5, 2] } as const;
    const { data } = toPlanarTensor(pixels, size, scaling);
    expect([...(data as Float32Array)]).toEqual([0, 15, 0, 6, 0, 3]);
  });
});
