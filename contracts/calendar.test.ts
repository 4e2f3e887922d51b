// Hours, dates and the site's calendar: what is valid, and which dates contradict each other.
import { describe, expect, it } from 'vitest';
import {
  calendarSchema,
  dateSchema,
  emptyCalendar,
  exceptionSchema,
  hoursSchema,
  scheduleDays,
} from './calendar.ts';
import { describeFaults, faultsOf } from './faults.ts';

function faults(calendar: unknown): string {
  const { error } = calendarSchema.safeParse(calendar, { reportInput: true });
  return error ? describeFaults(faultsOf(error)) : '';
}

describe('hoursSchema', () => {
  it('applies on every day and holiday when it names no day', () => {
    expect(hoursSchema.parse({ from: '07:30', to: '24:00' }).days).toEqual(scheduleDays);
  });

  it('accepts a span over midnight', () => {
    expect(hoursSchema.safeParse({ from: '22:00', to: '06:00' }).success).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['an empty span', { from: '08:00', to: '08:00' }],
    ['an hour that is none', { from: '25:00', to: '08:00' }],
    ['a minute that is none', { from: '07:60', to: '08:00' }],
    ['an hour without its zero', { from: '7:30', to: '08:00' }],
    ['a start at the end of the day', { from: '24:00', to: '08:00' }],
    ['no day at all', { days: [], from: '07:00', to: '08:00' }],
    ['a day in full', { days: ['monday'], from: '07:00', to: '08:00' }],
  ])('refuses %s', (_, hours) => {
    expect(hoursSchema.safeParse(hours).success).toBe(false);
  });
});

describe('dateSchema', () => {
  it.each([
    ['2026-10-01', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['1.10.2026', false],
    ['2026-10-1', false],
    ['', false],
  ])('%s: %s', (date, expected) => {
    expect(dateSchema.safeParse(date).success).toBe(expected);
  });
});

describe('exceptionSchema', () => {
  it('accepts a day without hours, on which nothing is in force', () => {
    expect(exceptionSchema.parse({ dates: ['2026-10-01'], hours: [] }).hours).toEqual([]);
  });

  it.each([
    ['nothing', {}],
    ['no date', { dates: [], hours: [] }],
    [
      'hours on weekdays',
      { dates: ['2026-10-01'], hours: [{ days: ['mon'], from: '08:00', to: '09:00' }] },
    ],
  ])('refuses %s', (_, exception) => {
    expect(exceptionSchema.safeParse(exception).success).toBe(false);
  });
});

describe('calendarSchema', () => {
  it('is empty by default', () => {
    expect(calendarSchema.parse({})).toEqual(emptyCalendar);
  });

  it('accepts a golden week with its make-up workday', () => {
    const calendar = {
      holidays: ['2026-10-01', '2026-10-02', '2026-10-05'],
      workdays: [{ date: '2026-09-27', as: 'mon' }],
    };
    expect(calendarSchema.parse(calendar)).toEqual(calendar);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'expected object, got nothing'],
    ['a key that nobody knows', { feasts: [] }, 'feasts: unknown key'],
    [
      'a date in words',
      { holidays: ['Christmas'] },
      'holidays[0]: expected a date such as "2026-10-01", got "Christmas"',
    ],
    [
      'a working day as a holiday',
      { workdays: [{ date: '2026-09-27', as: 'holiday' }] },
      'workdays[0].as: expected one of "mon"|"tue"|"wed"|"thu"|"fri"|"sat"|"sun", got "holiday"',
    ],
    [
      'a date both holiday and working day',
      { holidays: ['2026-10-01'], workdays: [{ date: '2026-10-01', as: 'fri' }] },
      'workdays[0].date: expected a date named once in the calendar, got "2026-10-01", which is holidays[0] as well',
    ],
    [
      'a date that counts as two weekdays',
      {
        workdays: [
          { date: '2026-09-27', as: 'mon' },
          { date: '2026-09-27', as: 'tue' },
        ],
      },
      'workdays[1].date: expected a date named once in the calendar, got "2026-09-27", which is workdays[0].date as well',
    ],
  ])('refuses %s', (_, calendar, text) => {
    expect(faults(calendar)).toBe(text);
  });
});
