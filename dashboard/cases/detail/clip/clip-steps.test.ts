// Steps by one picture: how far pictures are apart, and which keys step; and when observations are asked for again.
import { describe, expect, test } from 'vitest';
import { stepOfKey } from './clip-bar.tsx';
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
  const start = { ms: 1000, stepMs: 40 };

  test.each([
    ['is as far as two played pictures are apart', 1100, true, 100],
    ['stays as it was over a gap', 9000, true, 40],
    ['stays as it was after a seek forward', 1500, false, 40],
    ['stays as it was after a seek back', 200, true, 40],
    ['stays as it was when the same picture comes twice', 1000, true, 40],
  ])('%s', (_, ms, isPlaying, stepMs) => {
    expect(nextPicture(start, ms, isPlaying)).toEqual({ ms, stepMs });
  });
});

describe('the keys', () => {
  const free = { isTyping: false, isControl: false };

  test.each([
    ['.', 1],
    [',', -1],
    ['a', null],
    ['ArrowRight', null],
  ])('%s steps by %s', (key, step) => {
    expect(stepOfKey({ key }, free)).toBe(step);
  });

  test('are text in a text field', () => {
    expect(stepOfKey({ key: '.' }, { isTyping: true, isControl: true })).toBeNull();
  });
});
