// Hours in the site's time zone: over midnight, on the weekday of the beginning, and on days when the clocks change.
import { describe, expect, it } from 'vitest';
import { weekdays, type Hours } from '../contracts/index.ts';
import { createLocalClock, isWithinHours } from './hours.ts';

const everyDay: Hours['days'] = [...weekdays];
const at = (iso: string) => Date.parse(iso);

function isOn(hours: readonly Hours[] | null, timezone: string, iso: string): boolean {
  return isWithinHours(hours, createLocalClock(timezone)(at(iso)));
}

describe('createLocalClock', () => {
  it.each([
    ['UTC', '2026-01-05T00:00:00Z', 'mon', 0],
    ['Asia/Shanghai', '2026-01-04T16:00:00Z', 'mon', 0],
    ['Asia/Shanghai', '2026-01-04T15:59:59Z', 'sun', 1439],
    ['America/New_York', '2026-01-05T04:59:00Z', 'sun', 1439],
    ['Asia/Kathmandu', '2026-01-05T00:00:00Z', 'mon', 345],
  ])('in %s it is, at %s, %s and %d minutes', (timezone, iso, day, minutes) => {
    expect(createLocalClock(timezone)(at(iso))).toEqual({ day, minutes });
  });

  it('knows every weekday', () => {
    const clock = createLocalClock('UTC');
    const days = weekdays.map((_, index) => clock(Date.UTC(2026, 0, 5 + index, 12)).day);
    expect(days).toEqual(weekdays);
  });

  it('leaps from two to three when summer begins in Berlin', () => {
    const clock = createLocalClock('Europe/Berlin');
    expect(clock(at('2026-03-29T00:59:00Z'))).toEqual({ day: 'sun', minutes: 119 });
    expect(clock(at('2026-03-29T01:00:00Z'))).toEqual({ day: 'sun', minutes: 180 });
  });

  it('has half past two twice when summer ends in Berlin', () => {
    const clock = createLocalClock('Europe/Berlin');
    expect(clock(at('2026-10-25T00:30:00Z')).minutes).toBe(150);
    expect(clock(at('2026-10-25T01:30:00Z')).minutes).toBe(150);
  });

  it('never leaps in Shanghai', () => {
    const clock = createLocalClock('Asia/Shanghai');
    for (let hour = 0; hour < 365 * 24; hour++)
      expect(clock(Date.UTC(2026, 0, 1, hour)).minutes).toBe(((hour + 8) % 24) * 60);
  });
});

describe('isWithinHours', () => {
  const day: Hours[] = [{ days: ['mon', 'tue'], from: '08:00', to: '20:00' }];
  const night: Hours[] = [{ days: ['fri'], from: '22:00', to: '06:00' }];

  it.each<[string, Hours[] | null, string, boolean]>([
    ['without hours it is always on', null, '2026-01-05T03:00:00Z', true],
    ['with no spans at all it is never on', [], '2026-01-05T03:00:00Z', false],
    ['the first minute belongs to a span', day, '2026-01-05T08:00:00Z', true],
    ['the minute before does not', day, '2026-01-05T07:59:59Z', false],
    ['the last minute is the one before its end', day, '2026-01-05T19:59:59Z', true],
    ['its end does not', day, '2026-01-05T20:00:00Z', false],
    ['another weekday does not', day, '2026-01-07T12:00:00Z', false],
    ['a night begins on its day', night, '2026-01-09T22:00:00Z', true],
    ['and holds over midnight into the next', night, '2026-01-10T05:59:00Z', true],
    ['until its end', night, '2026-01-10T06:00:00Z', false],
    [
      'the early hours of its own day are those of the night before',
      night,
      '2026-01-09T05:00:00Z',
      false,
    ],
    ['it does not begin on the next day', night, '2026-01-10T23:00:00Z', false],
    [
      'a night of Sunday ends on Monday',
      [{ days: ['sun'], from: '23:00', to: '01:00' }],
      '2026-01-05T00:30:00Z',
      true,
    ],
    [
      '24:00 is the end of the day',
      [{ days: ['mon'], from: '20:00', to: '24:00' }],
      '2026-01-05T23:59:59Z',
      true,
    ],
    [
      'and not of the next',
      [{ days: ['mon'], from: '20:00', to: '24:00' }],
      '2026-01-06T00:00:00Z',
      false,
    ],
    [
      '00:00 as an end is the same',
      [{ days: ['mon'], from: '20:00', to: '00:00' }],
      '2026-01-05T23:59:59Z',
      true,
    ],
    ['one of several spans is enough', [...day, ...night], '2026-01-10T01:00:00Z', true],
  ])('%s', (_, hours, iso, expected) => {
    expect(isOn(hours, 'UTC', iso)).toBe(expected);
  });

  it('asks the clock on the wall, in summer as in winter', () => {
    const hours: Hours[] = [{ days: everyDay, from: '08:00', to: '09:00' }];
    expect(isOn(hours, 'Europe/Berlin', '2026-01-15T07:30:00Z')).toBe(true);
    expect(isOn(hours, 'Europe/Berlin', '2026-07-15T06:30:00Z')).toBe(true);
    expect(isOn(hours, 'Europe/Berlin', '2026-07-15T07:30:00Z')).toBe(false);
    expect(isOn(hours, 'Asia/Shanghai', '2026-07-15T00:30:00Z')).toBe(true);
  });

  it('a night over the change of clocks lasts nine hours in October and seven in March', () => {
    const hours: Hours[] = [{ days: ['sat'], from: '22:00', to: '06:00' }];
    const quarters = (startIso: string) =>
      Array.from({ length: 96 }, (_, index) => at(startIso) + index * 900_000).filter((time) =>
        isWithinHours(hours, createLocalClock('Europe/Berlin')(time)),
      ).length;
    expect(quarters('2026-10-24T12:00:00Z')).toBe(36);
    expect(quarters('2026-03-28T12:00:00Z')).toBe(28);
  });
});
