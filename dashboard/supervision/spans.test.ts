// Weeks and months.
import { describe, expect, test } from 'vitest';
import { monthSpan, monthsUpTo, spanBefore, weeksUpTo } from './spans.ts';

describe('weeks', () => {
  test.each([
    ['of a Sunday end on it', '2026-11-22', '2026-11-16', '2026-11-22'],
    ['of a Monday begin on it', '2026-11-23', '2026-11-23', '2026-11-29'],
    ['go over the end of a year', '2027-01-01', '2026-12-28', '2027-01-03'],
  ])('%s', (_, day, from, to) => {
    expect(weeksUpTo(day, 1)).toEqual([{ from, to }]);
  });
  test('come oldest first', () => {
    expect(weeksUpTo('2026-11-22', 3).map(({ from }) => from)).toEqual([
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ]);
    expect(weeksUpTo('2026-11-22', 0)).toEqual([]);
  });
});

describe('months', () => {
  test.each([
    ['2026-11', '2026-11-30'],
    ['2026-12', '2026-12-31'],
    ['2028-02', '2028-02-29'],
    ['2027-02', '2027-02-28'],
  ])('%s ends on %s', (month, to) => {
    expect(monthSpan(month)).toEqual({ from: `${month}-01`, to });
  });
  test('go back over a year', () => {
    expect(monthsUpTo('2027-01-31', 3)).toEqual(['2027-01', '2026-12', '2026-11']);
  });
});

test('the period before has the same length', () => {
  expect(spanBefore({ from: '2026-11-16', to: '2026-11-22' })).toEqual({
    from: '2026-11-09',
    to: '2026-11-15',
  });
  expect(spanBefore({ from: '2026-11-01', to: '2026-11-01' })).toEqual({
    from: '2026-10-31',
    to: '2026-10-31',
  });
});
