// Steps by one picture: the distance between pictures, the keys, and when observations are requested again.
import { describe, expect, test } from 'vitest';
import { clipCommandOf } from './clip-keys.ts';
import { createObservation } from '../../../testing/sample-observations.ts';
import { mayGrow } from './use-observations.ts';
import { nextPicture } from './use-picture-time.ts';

describe('observations of a clip', () => {
  const to = 1_700_000_000_000;
  const until = (ms: number) => [createObservation({ capturedAt: to + ms })];

  test.each([
    ['may come while there are none', [], 60_000, true],
    ['may come while the last one is of before its end', until(-20_000), 60_000, true],
    ['are all there when they reach its end', until(-2000), 60_000, false],
    ['will not come a quarter of an hour later', [], 16 * 60_000, false],
  ])('%s', (_, found, ago, expected) => {
    expect(mayGrow(found, to, to + ago)).toBe(expected);
  });
});

describe('a step', () => {
  test.each([
    ['is as far as two played pictures are apart', 1100, true, 100],
    ['stays as it was over a gap', 9000, true, 40],
    ['stays as it was after a seek forward', 1500, false, 40],
    ['stays as it was after a seek back', 200, true, 40],
    ['stays as it was when the same picture comes twice', 1000, true, 40],
  ])('%s', (_, ms, isPlaying, stepMs) => {
    const start = { ms: 1000, stepMs: 40, isPlaying };
    expect(nextPicture(start, ms, isPlaying)).toEqual({ ms, stepMs, isPlaying });
  });
});

describe('the keys', () => {
  const free = { isTyping: false, isControl: false };
  const press = (key: string, place = free, ctrlKey = false) =>
    clipCommandOf({ key, ctrlKey, metaKey: false, altKey: false }, place);

  test.each([
    ['.', { type: 'step', by: 1 }],
    [',', { type: 'step', by: -1 }],
    ['ArrowRight', { type: 'jump', byMs: 1000 }],
    ['ArrowLeft', { type: 'jump', byMs: -1000 }],
    [' ', { type: 'play' }],
    ['k', { type: 'play' }],
    ['a', { type: 'alert' }],
    ['x', null],
  ])('%s means %o', (key, command) => {
    expect(press(key)).toEqual(command);
  });

  test('are text in a text field, and belong to the browser with Ctrl', () => {
    expect(press('.', { isTyping: true, isControl: true })).toBeNull();
    expect(press('a', free, true)).toBeNull();
  });

  test('space and arrows belong to a focused control, the others do not', () => {
    const control = { isTyping: false, isControl: true };
    expect([' ', 'ArrowLeft', 'ArrowRight'].map((key) => press(key, control))).toEqual([
      null,
      null,
      null,
    ]);
    expect(press('.', control)).toEqual({ type: 'step', by: 1 });
  });
});
