// Overlapping hours: on one day, over midnight, over the end of the week, and on holidays.
import { describe, expect, it } from 'vitest';
import { hoursSchema, type ScheduleDay } from './calendar.ts';
import { findExceptionOverlaps, findOverlaps, minutesOf } from './overlap.ts';

const on = (days: ScheduleDay[] | undefined, from: string, to: string) =>
  hoursSchema.parse({ days, from, to });

describe('findOverlaps', () => {
  it.each([
    ['nothing', []],
    ['one span over midnight every day', [on(undefined, '22:00', '06:00')]],
    ['the whole of every day', [on(undefined, '00:00', '24:00')]],
    ['spans that meet', [on(['mon'], '08:00', '12:00'), on(['mon'], '12:00', '14:00')]],
    [
      'the same hours on other days',
      [on(['mon'], '08:00', '12:00'), on(['tue'], '08:00', '12:00')],
    ],
    [
      'a night that ends where the morning begins',
      [on(['mon'], '22:00', '06:00'), on(['tue'], '06:00', '08:00')],
    ],
    [
      'working nights and whole holidays',
      [on(['mon', 'tue'], '22:00', '06:00'), on(['holiday'], '00:00', '24:00')],
    ],
  ])('finds none in %s', (_, schedule) => {
    expect(findOverlaps(schedule)).toEqual([]);
  });

  it.each([
    [
      'on one day',
      on(['mon', 'tue'], '08:00', '20:00'),
      on(['tue', 'wed'], '19:00', '22:00'),
      'tue 19:00 to 20:00',
    ],
    [
      'one within the other',
      on(['mon'], '08:00', '20:00'),
      on(['mon'], '09:00', '10:00'),
      'mon 09:00 to 10:00',
    ],
    [
      'over midnight',
      on(['mon'], '22:00', '06:00'),
      on(['tue'], '05:00', '08:00'),
      'tue 05:00 to 06:00',
    ],
    [
      'over the end of the week',
      on(['mon'], '00:00', '08:00'),
      on(['sun'], '23:00', '01:00'),
      'mon 00:00 to 01:00',
    ],
    [
      'until midnight',
      on(['mon'], '20:00', '00:00'),
      on(['mon'], '23:00', '24:00'),
      'mon 23:00 to 24:00',
    ],
    [
      'on holidays',
      on(undefined, '08:00', '20:00'),
      on(['holiday'], '19:00', '22:00'),
      'holiday 19:00 to 20:00',
    ],
    [
      'from one holiday to the next',
      on(['holiday'], '22:00', '06:00'),
      on(['holiday'], '04:00', '08:00'),
      'holiday 04:00 to 06:00',
    ],
  ])('finds an overlap in %s', (_, first, second, when) => {
    expect(findOverlaps([first, second])).toEqual([{ index: 1, other: 0, when }]);
  });

  it('names the first of several overlaps of a span', () => {
    const schedule = [
      on(['mon'], '08:00', '10:00'),
      on(['mon'], '10:00', '12:00'),
      on(['mon'], '09:00', '11:00'),
    ];
    expect(findOverlaps(schedule)).toEqual([{ index: 2, other: 0, when: 'mon 09:00 to 10:00' }]);
  });
});

describe('findExceptionOverlaps', () => {
  const night = { from: '22:00', to: '06:00' };
  const morning = { from: '05:00', to: '08:00' };

  it.each([
    ['no hours', ['2026-10-01'], [], []],
    ['a night and a morning of one date', ['2026-10-01'], [night, morning], []],
    ['dates apart', ['2026-10-01', '2026-10-03'], [night, morning], []],
    ['dates in a row', ['2026-10-02', '2026-10-01'], [night, morning], ['05:00 to 06:00']],
    [
      'dates in a row over the end of a year',
      ['2026-12-31', '2027-01-01'],
      [night, morning],
      ['05:00 to 06:00'],
    ],
    ['one date', ['2026-10-01'], [morning, { from: '07:00', to: '24:00' }], ['07:00 to 08:00']],
  ])('%s', (_, dates, hours, expected) => {
    expect(findExceptionOverlaps({ dates, hours }).map(({ when }) => when)).toEqual(expected);
  });
});

describe('minutesOf', () => {
  it.each([
    ['00:00', '24:00', [0, 1440]],
    ['22:00', '06:00', [1320, 1800]],
    ['20:00', '00:00', [1200, 1440]],
    ['00:01', '00:00', [1, 1440]],
  ])('%s to %s', (from, to, expected) => {
    expect(minutesOf({ from, to })).toEqual(expected);
  });
});
