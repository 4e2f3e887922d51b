// Which boxes remain after suppression. Boxes are [left, top, right, bottom, confidence, key].
import { describe, expect, test } from 'vitest';
import { iouOf, suppress } from './suppress.ts';

type Row = [number, number, number, number, number, string];

const box = ([left, top, right, bottom, confidence, key]: Row) => ({
  left,
  top,
  right,
  bottom,
  confidence,
  key,
});
const confidencesOf = (rows: Row[], maxIou: number | null) =>
  suppress(rows.map(box), ({ key }) => key, maxIou).map(({ confidence }) => confidence);

describe('suppress', () => {
  test.each<[string, Row[], number[]]>([
    ['no boxes give no boxes', [], []],
    ['a box alone stays', [[0, 0, 10, 10, 0.5, 'a']], [0.5]],
    [
      'boxes apart stay, most confident first',
      [
        [0, 0, 10, 10, 0.3, 'a'],
        [20, 0, 30, 10, 0.9, 'a'],
      ],
      [0.9, 0.3],
    ],
    [
      'of two boxes around one thing the more confident stays',
      [
        [0, 0, 10, 10, 0.5, 'a'],
        [1, 0, 11, 10, 0.8, 'a'],
      ],
      [0.8],
    ],
    [
      'boxes around one place with different keys stay',
      [
        [0, 0, 10, 10, 0.5, 'a'],
        [0, 0, 10, 10, 0.8, 'b'],
      ],
      [0.8, 0.5],
    ],
    [
      'an overlap of just the limit stays',
      [
        [0, 0, 10, 10, 0.5, 'a'],
        [0, 0, 10, 5, 0.8, 'a'],
      ],
      [0.8, 0.5],
    ],
    [
      'a box that went does not suppress another',
      [
        [0, 0, 10, 10, 0.9, 'a'],
        [3, 0, 13, 10, 0.8, 'a'],
        [6, 0, 16, 10, 0.7, 'a'],
      ],
      [0.9, 0.7],
    ],
    [
      'a box without area harms nobody',
      [
        [5, 5, 5, 5, 0.9, 'a'],
        [0, 0, 10, 10, 0.4, 'a'],
      ],
      [0.9, 0.4],
    ],
  ])('%s', (_title, rows, expected) => {
    expect(confidencesOf(rows, 0.5)).toEqual(expected);
  });

  test('keeps all, in order, when there is no limit', () => {
    const same: Row[] = [
      [0, 0, 10, 10, 0.2, 'a'],
      [0, 0, 10, 10, 0.7, 'a'],
    ];
    expect(confidencesOf(same, null)).toEqual([0.7, 0.2]);
  });

  test('does not change its input', () => {
    const given = [box([0, 0, 1, 1, 0.1, 'a']), box([0, 0, 1, 1, 0.2, 'a'])];
    suppress(given, ({ key }) => key, 0.5);
    expect(given.map(({ confidence }) => confidence)).toEqual([0.1, 0.2]);
  });
});

describe('iouOf', () => {
  test.each<[string, Row, Row, number]>([
    ['the same box', [0, 0, 4, 4, 1, ''], [0, 0, 4, 4, 1, ''], 1],
    ['half of it', [0, 0, 4, 4, 1, ''], [0, 0, 4, 2, 1, ''], 0.5],
    ['boxes apart', [0, 0, 1, 1, 1, ''], [2, 2, 3, 3, 1, ''], 0],
    ['boxes that touch', [0, 0, 1, 1, 1, ''], [1, 0, 2, 1, 1, ''], 0],
    ['boxes without area', [1, 1, 1, 1, 1, ''], [1, 1, 1, 1, 1, ''], 0],
  ])('%s', (_title, a, b, expected) => {
    expect(iouOf(box(a), box(b))).toBe(expected);
    expect(iouOf(box(b), box(a))).toBe(expected);
  });
});
