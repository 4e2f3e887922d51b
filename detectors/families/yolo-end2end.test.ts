// Decoding of models with built-in suppression: rows of corners, confidence and class.
import { describe, expect, test } from 'vitest';
import { decodeFinished } from './yolo-end2end.ts';

const row = [1, 2, 3, 4, 0.5, 7];
const read = { classIndex: 7, confidence: 0.5, left: 1, top: 2, right: 3, bottom: 4 };
const decode = (...rows: number[][]) => decodeFinished(Float32Array.from(rows.flat()), 0.25);

describe('finished boxes', () => {
  test('are none in an empty output', () => {
    expect(decode()).toEqual([]);
  });

  test('are read row by row', () => {
    expect(decode(row, row)).toEqual([read, read]);
  });

  test.each([
    ['rows of zeros', [0, 0, 0, 0, 0, 0]],
    ['a class below zero', [1, 2, 3, 4, 0.9, -1]],
    ['a confidence below the floor', [1, 2, 3, 4, 0.2, 7]],
    ['half a row', [1, 2, 3]],
  ])('leave out %s', (_title, other) => {
    expect(decode(row, other)).toEqual([read]);
  });
});
