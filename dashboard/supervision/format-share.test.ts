// Shares and their changes in words.
import { expect, test } from 'vitest';
import { formatChange, formatShare } from './format-share.ts';

test.each([
  [null, '–'],
  [0, '0 %'],
  [0.001, '1 %'],
  [0.5, '50 %'],
  [0.944, '94 %'],
  [0.999, '99 %'],
  [1, '100 %'],
])('a share of %s is %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test.each([
  [null, ''],
  [0, '±0'],
  [0.004, '±0'],
  [0.25, '+25'],
  [-0.25, '−25'],
])('a change of %s is %s', (change, text) => {
  expect(formatChange(change)).toBe(text);
});
