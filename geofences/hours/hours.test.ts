// Hours in the site's time zone: over midnight, on holidays, on exceptional dates, and on days when the clocks change.
import { describe, expect, it } from 'vitest';
import {
  weekdays,
  type Calendar,
  type Hours,
  type ScheduleException,
} from '../../contracts/index.ts';
import { createHoursCheck, createTimetables, type Week } from './hours.ts';
import { createLocalClock } from './local-clock.ts';

const everyDay: Hours['days'] = [...weekdays, 'holiday'];
const at = (iso: string) => Date.parse(iso);
const noDays: Calendar = { holidays: [], workdays: [] };

function isOn(week: Week, iso: string, { timezone = 'UTC', calendar = noDays } = {}): boolean {
  return createTimetables(calendar)(week)(createLocalClock(timezone)(at(iso)));
}

describe('hours', () => {
  const day: Hours[] = [{ days: ['mon', 'tue'], from: '08:00', to: '20:00' }];
  const night: Hours[] = [{ days: ['fri'], from: '22:00', to: '06:00' }];
  const evening: Hours[] = [{ days: ['mon'], from: '20:00', to: '24:00' }];

  it.each<[string, Hours[] | null | undefined, string, boolean]>([
    ['without hours it is always on', null, '2026-01-05T03:00:00Z', true],
    ['and so it is when they are left out', undefined, '2026-01-05T03:00:00Z', true],
    ['with no spans at all it is never on', [], '2026-01-05T03:00:00Z', false],
    ['the first minute belongs to a span', day, '2026-01-05T08:00:00Z', true],
    ['the minute before does not', day, '2026-01-05T07:59:59Z', false],
    ['the last minute is the one before its end', day, '2026-01-05T19:59:59Z', true],
    ['its end does not', day, '2026-01-05T20:00:00Z', false],
    ['another weekday does not', day, '2026-01-07T12:00:00Z', false],
    ['a night begins on its day', night, '2026-01-09T22:00:00Z', true],
    ['and holds over midnight into the next', night, '2026-01-10T05:59:00Z', true],
    ['until its end', night, '2026-01-10T06:00:00Z', false],
    ['the early hours of its own day are not its', night, '2026-01-09T05:00:00Z', false],
    ['it does not begin on the next day', night, '2026-01-10T23:00:00Z', false],
    ['24:00 is the end of the day', evening, '2026-01-05T23:59:59Z', true],
    ['and not of the next', evening, '2026-01-06T00:00:00Z', false],
    ['one of several spans is enough', [...day, ...night], '2026-01-10T01:00:00Z', true],
    [
      'a night of Sunday ends on Monday',
      [{ days: ['sun'], from: '23:00', to: '01:00' }],
      '2026-01-05T00:30:00Z',
      true,
    ],
    [
      '00:00 as an end is the end of the day',
      [{ days: ['mon'], from: '20:00', to: '00:00' }],
      '2026-01-05T23:59:59Z',
      true,
    ],
  ])('%s', (_, hours, iso, expected) => {
    expect(isOn({ hours }, iso)).toBe(expected);
  });

  it('follow local time, in summer and in winter', () => {
    const hours: Hours[] = [{ days: everyDay, from: '08:00', to: '09:00' }];
    const on = (timezone: string, iso: string) => isOn({ hours }, iso, { timezone });
    expect(on('Europe/Berlin', '2026-01-15T07:30:00Z')).toBe(true);
    expect(on('Europe/Berlin', '2026-07-15T06:30:00Z')).toBe(true);
    expect(on('Europe/Berlin', '2026-07-15T07:30:00Z')).toBe(false);
    expect(on('Asia/Shanghai', '2026-07-15T00:30:00Z')).toBe(true);
  });

  it.each([
    ['Europe/Berlin', '2026-10-24T12:00:00Z', 9],
    ['Europe/Berlin', '2026-03-28T12:00:00Z', 7],
    ['America/New_York', '2026-10-31T16:00:00Z', 9],
    ['America/New_York', '2026-03-07T16:00:00Z', 7],
    ['Asia/Shanghai', '2026-03-28T04:00:00Z', 8],
  ])('in %s the night of Saturday, from %s on, lasts %d hours', (timezone, noon, length) => {
    const isNight = createHoursCheck(timezone);
    const hours: Hours[] = [{ days: ['sat'], from: '22:00', to: '06:00' }];
    const quarters = Array.from({ length: 96 }, (_, index) => at(noon) + index * 900_000);
    expect(quarters.filter((time) => isNight(hours, time))).toHaveLength(length * 4);
  });

  it('that start at a skipped time begin right after the change', () => {
    const hours: Hours[] = [{ days: ['sun'], from: '02:30', to: '04:00' }];
    const berlin = { timezone: 'Europe/Berlin' };
    expect(isOn({ hours }, '2026-03-29T00:59:59Z', berlin)).toBe(false);
    expect(isOn({ hours }, '2026-03-29T01:00:00Z', berlin)).toBe(true);
    expect(isOn({ hours }, '2026-03-29T02:00:00Z', berlin)).toBe(false);
  });

  it('at a repeated time apply both times', () => {
    const hours: Hours[] = [{ days: ['sun'], from: '01:00', to: '02:00' }];
    const newYork = { timezone: 'America/New_York' };
    expect(isOn({ hours }, '2026-11-01T05:30:00Z', newYork)).toBe(true);
    expect(isOn({ hours }, '2026-11-01T06:30:00Z', newYork)).toBe(true);
    expect(isOn({ hours }, '2026-11-01T07:00:00Z', newYork)).toBe(false);
  });
});

describe('a calendar', () => {
  // Thursday to Saturday off, and the Sunday before worked as a Monday.
  const calendar: Calendar = {
    holidays: ['2026-10-01', '2026-10-02', '2026-10-03'],
    workdays: [{ date: '2026-09-27', as: 'mon' }],
  };
  const working: Hours[] = [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '20:00', to: '06:00' },
  ];
  const resting: Hours[] = [{ days: ['sat', 'sun', 'holiday'], from: '08:00', to: '12:00' }];
  const daily: Hours[] = [{ days: everyDay, from: '08:00', to: '12:00' }];

  it.each<[string, Hours[], string, boolean]>([
    ['hours of weekdays do not begin on a holiday', working, '2026-10-01T21:00:00Z', false],
    ['the night before it ends on its morning', working, '2026-10-01T05:59:00Z', true],
    [
      'a holiday that is a Saturday is none',
      [{ days: ['sat'], from: '08:00', to: '12:00' }],
      '2026-10-03T09:00:00Z',
      false,
    ],
    ['hours that name holidays hold', resting, '2026-10-01T09:00:00Z', true],
    ['hours that name no day hold', daily, '2026-10-01T09:00:00Z', true],
    ['after the holidays the week goes on', resting, '2026-10-04T09:00:00Z', true],
    [
      'a Sunday worked as a Monday has the hours of a Monday',
      working,
      '2026-09-27T21:00:00Z',
      true,
    ],
    ['and not those of a Sunday', resting, '2026-09-27T09:00:00Z', false],
    ['and its night ends on the Monday after', working, '2026-09-28T05:00:00Z', true],
    ['a holiday without hours is always on', [], '2026-10-01T09:00:00Z', false],
  ])('%s', (_, hours, iso, expected) => {
    expect(isOn({ hours }, iso, { calendar })).toBe(expected);
  });

  it("uses dates in the site's time zone", () => {
    const shanghai = { timezone: 'Asia/Shanghai', calendar };
    const hours: Hours[] = [{ days: ['holiday'], from: '00:00', to: '24:00' }];
    expect(isOn({ hours }, '2026-09-30T15:59:59Z', shanghai)).toBe(false);
    expect(isOn({ hours }, '2026-09-30T16:00:00Z', shanghai)).toBe(true);
    expect(isOn({ hours }, '2026-10-03T16:00:00Z', shanghai)).toBe(false);
  });
});

describe('exceptions', () => {
  const marketDay: ScheduleException = {
    name: 'Market',
    dates: ['2026-01-05'],
    hours: [{ from: '05:00', to: '07:00' }],
  };
  const rest: ScheduleException = { dates: ['2026-01-06', '2026-01-07'], hours: [] };
  const lateNight: ScheduleException = {
    dates: ['2026-01-05'],
    hours: [{ from: '23:00', to: '02:00' }],
  };
  const nights: Hours[] = [{ days: everyDay, from: '22:00', to: '06:00' }];

  it.each<[string, Week, string, boolean]>([
    [
      'their own hours hold on their date',
      { hours: nights, exceptions: [marketDay] },
      '2026-01-05T06:30:00Z',
      true,
    ],
    [
      'the usual ones do not begin then',
      { hours: nights, exceptions: [marketDay] },
      '2026-01-05T23:00:00Z',
      false,
    ],
    [
      'the night before still ends then',
      { hours: nights, exceptions: [marketDay] },
      '2026-01-05T04:00:00Z',
      true,
    ],
    [
      'nor does a night of theirs end before the day after',
      { hours: nights, exceptions: [lateNight] },
      '2026-01-06T01:59:00Z',
      true,
    ],
    ['and no later', { hours: nights, exceptions: [lateNight] }, '2026-01-06T02:00:00Z', false],
    [
      'without hours nothing holds all day',
      { hours: nights, exceptions: [rest] },
      '2026-01-06T23:00:00Z',
      false,
    ],
    [
      'but the night before ends',
      { hours: nights, exceptions: [rest] },
      '2026-01-06T05:00:00Z',
      true,
    ],
    [
      'on each of their dates',
      { hours: nights, exceptions: [rest] },
      '2026-01-07T05:00:00Z',
      false,
    ],
    [
      'and then the usual hours hold again',
      { hours: nights, exceptions: [rest] },
      '2026-01-08T22:00:00Z',
      true,
    ],
    [
      'what is always on rests on a date without hours',
      { hours: null, exceptions: [rest] },
      '2026-01-06T12:00:00Z',
      false,
    ],
    [
      'and is on at all other times',
      { hours: null, exceptions: [rest] },
      '2026-01-08T00:00:00Z',
      true,
    ],
    [
      'what is never on has hours on its date',
      { hours: [], exceptions: [marketDay] },
      '2026-01-05T05:00:00Z',
      true,
    ],
  ])('%s', (_, week, iso, expected) => {
    expect(isOn(week, iso)).toBe(expected);
  });

  it('take precedence over the calendar', () => {
    const calendar: Calendar = { holidays: ['2026-01-05'], workdays: [] };
    expect(
      isOn({ hours: null, exceptions: [marketDay] }, '2026-01-05T12:00:00Z', { calendar }),
    ).toBe(false);
  });

  it('last as long as their night when the clocks change', () => {
    const exceptions: ScheduleException[] = [
      { dates: ['2026-03-28'], hours: [{ from: '22:00', to: '06:00' }] },
    ];
    const timetable = createTimetables(noDays)({ hours: [], exceptions });
    const clock = createLocalClock('Europe/Berlin');
    const quarters = Array.from(
      { length: 96 },
      (_, index) => at('2026-03-28T12:00:00Z') + index * 900_000,
    );
    expect(quarters.filter((time) => timetable(clock(time)))).toHaveLength(28);
  });
});

describe('a timetable', () => {
  it('caches its answer for one minute only', () => {
    const timetable = createTimetables(noDays)({
      hours: [{ days: ['mon'], from: '08:00', to: '09:00' }],
    });
    const clock = createLocalClock('UTC');
    const inside = clock(at('2026-01-05T08:30:00Z'));
    const outside = clock(at('2026-01-05T09:30:00Z'));
    expect([inside, inside, outside, outside, inside].map(timetable)).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});
