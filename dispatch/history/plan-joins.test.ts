// Which files of a camera are joined.
import { describe, expect, it } from 'vitest';
import { planJoins } from './plan-joins.ts';

const hour = 3_600_000;
const minute = 60_000;
/** Files by the minutes in which they begin and end, less the second in which the next one begins. */
const files = (...spans: [number, number][]) =>
  spans.map(([from, to]) => ({
    from: from * minute,
    to: to * minute - 1000,
    folder: 'gate',
    file: `${from}-${to}`,
  }));
const names = (rows: ReturnType<typeof planJoins>) =>
  rows.map((row) => row.map(({ file }) => file));

describe('planJoins', () => {
  it.each<[string, [number, number][], number, string[][]]>([
    ['nothing', [], hour, []],
    ['one file', [[0, 2]], hour, []],
    [
      'files that follow each other',
      [
        [0, 2],
        [2, 4],
        [4, 60],
      ],
      hour,
      [['0-2', '2-4', '4-60']],
    ],
    [
      'files of an hour that has not ended long enough',
      [
        [0, 2],
        [2, 4],
      ],
      hour - 1,
      [],
    ],
    [
      'files around a gap',
      [
        [0, 2],
        [2, 4],
        [5, 7],
        [7, 9],
      ],
      hour,
      [
        ['0-2', '2-4'],
        ['5-7', '7-9'],
      ],
    ],
    [
      'files that overlap',
      [
        [0, 3],
        [2, 4],
        [4, 6],
      ],
      hour,
      [['2-4', '4-6']],
    ],
    [
      'files of two hours, the first of which reaches into the second',
      [
        [57, 59],
        [59, 61],
        [61, 63],
        [63, 65],
      ],
      2 * hour,
      [
        ['57-59', '59-61'],
        ['61-63', '63-65'],
      ],
    ],
    [
      'a joined file and those that came later',
      [
        [0, 30],
        [30, 32],
      ],
      hour,
      [['0-30', '30-32']],
    ],
  ])('%s', (_, spans, before, expected) => {
    expect(names(planJoins(files(...spans), before))).toEqual(expected);
  });
});
