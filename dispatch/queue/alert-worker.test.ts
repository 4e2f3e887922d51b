import { expect, it } from 'vitest';
import { readableData } from './alert-worker.ts';

it.each([
  ['an object', '{"version":1}'],
  ['a text', '"a"'],
  ['nothing', ''],
])('data that is JSON stays as it is: %s', (_, data) => {
  expect(readableData(data)).toBe(data);
});

it.each([
  ['an object that is cut off', '{"version":1'],
  ['bytes', '\u0000\u0001'],
  ['two values', '1 2'],
])('data that is no JSON is passed on as a text: %s', (_, data) => {
  expect(JSON.parse(readableData(data))).toBe(data);
});

it('only the beginning of long data is passed on', () => {
  expect(JSON.parse(readableData('x'.repeat(1_000_000)))).toBe('x'.repeat(10_000));
});
