// Colours by the share in time, what changed, and the order.
import { describe, expect, test } from 'vitest';
import { aNumbersRow } from '../testing/sample-numbers.ts';
import { rate, ratingOf } from './three-colours.ts';

describe('a rating', () => {
  test.each([
    [null, 'none'],
    [0, 'red'],
    [0.7499, 'red'],
    [0.75, 'yellow'],
    [0.8999, 'yellow'],
    [0.9, 'green'],
    [1, 'green'],
  ])('of %s in time is %s', (onTimeShare, rating) => {
    expect(ratingOf({ onTimeShare })).toBe(rating);
  });
});

describe('the list', () => {
  test('without rows is empty', () => {
    expect(rate([], [aNumbersRow()])).toEqual([]);
  });

  test('has the worst first, and of equal ones the one with the most cases', () => {
    const rows = [
      aNumbersRow({ group: 'good' }),
      aNumbersRow({ group: 'nothing-due', onTimeShare: null }),
      aNumbersRow({ group: 'bad', onTimeShare: 0.2 }),
      aNumbersRow({ group: 'busy', cases: 99 }),
      aNumbersRow({ group: 'fair', onTimeShare: 0.8 }),
    ];
    expect(rate(rows, []).map(({ row }) => row.group)).toEqual([
      'bad',
      'fair',
      'busy',
      'good',
      'nothing-due',
    ]);
  });

  test('gives the change, if known', () => {
    const now = [
      aNumbersRow({ group: 'a', cases: 12, onTimeShare: 0.75 }),
      aNumbersRow({ group: 'b', cases: 3, onTimeShare: null }),
      aNumbersRow({ group: 'new', cases: 4 }),
    ];
    const before = [
      aNumbersRow({ group: 'a', cases: 10, onTimeShare: 0.5 }),
      aNumbersRow({ group: 'b', cases: 5 }),
    ];
    const found = new Map(rate(now, before).map((one) => [one.row.group, one]));
    expect(found.get('a')).toMatchObject({ moreCases: 2, moreOnTime: 0.25 });
    expect(found.get('b')).toMatchObject({ moreCases: -2, moreOnTime: null });
    expect(found.get('new')).toMatchObject({ moreCases: 4, moreOnTime: null });
  });
});
