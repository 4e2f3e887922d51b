import { expect, it } from 'vitest';
import { asKappa, asPercent, columnsOf, countAt, rowsOf } from './result-table.ts';

const table = [
  { first: 'permitted', second: 'confirmed', count: 2 },
  { first: 'confirmed', second: 'confirmed', count: 7 },
  { first: 'confirmed', second: 'duplicate', count: 1 },
] as const;

it('has rows and columns in the order of the list, without those that never occur', () => {
  expect(rowsOf([...table])).toEqual(['confirmed', 'permitted']);
  expect(columnsOf([...table])).toEqual(['confirmed', 'duplicate']);
  expect(rowsOf([])).toEqual([]);
});

it('has a zero where nothing was counted', () => {
  expect(countAt([...table], 'confirmed', 'confirmed')).toBe(7);
  expect(countAt([...table], 'permitted', 'duplicate')).toBe(0);
});

it.each([
  [null, '–', '–'],
  [0.8765, '87.6 %', '0.88'],
  [-0.001, '-0.1 %', '0.00'],
  [1, '100.0 %', '1.00'],
])('writes %s', (value, percent, kappa) => {
  expect(asPercent(value)).toBe(percent);
  expect(asKappa(value)).toBe(kappa);
});
