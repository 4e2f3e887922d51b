// The options with which an edge shares cameras, and what is refused.
import { expect, it } from 'vitest';
import { readShare } from './share-options.ts';

const on = { id: 'edge-1', share: 'on' } as const;
const off = { id: 'edge-1', share: 'off' } as const;

it.each([
  [off, null],
  [on, { capacity: null, place: null }],
  [
    { ...on, capacity: '40', place: 'north' },
    { capacity: 40, place: 'north' },
  ],
])('%j', (texts, share) => {
  expect(readShare(texts)).toEqual({ ok: true, share });
});

it.each([
  [{ ...on, capacity: '0' }, '--capacity: expected a whole number from 1 to 100000, got "0"'],
  [{ ...on, capacity: '2.5' }, '--capacity: expected a whole number from 1 to 100000, got "2.5"'],
  [{ ...on, capacity: 'many' }, '--capacity: expected a whole number from 1 to 100000, got "many"'],
  [{ ...on, place: '' }, '--place: expected 1 to 64 characters, got ""'],
  [{ ...on, id: 'x'.repeat(65) }, `--id: expected 1 to 64 characters, got "${'x'.repeat(65)}"`],
  [{ ...off, capacity: '4' }, '--capacity: expected with --share on'],
  [{ ...off, place: 'north' }, '--place: expected with --share on'],
])('%j is refused', (texts, message) => {
  expect(readShare(texts)).toEqual({ ok: false, message });
});
