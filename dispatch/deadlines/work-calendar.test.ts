// Working time: fixed examples, and random calendars, zones and spans compared with a count of every minute.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCalendar, type Hours } from '../../contracts/index.ts';
import { countMinutes, runs, someCalendarVersions } from '../testing/slow-time.ts';
import { createWorkCalendar, type CalendarVersion } from './work-calendar.ts';

const week: Hours['days'] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const workingTime: Hours[] = [
  { days: week, from: '08:30', to: '12:00' },
  { days: week, from: '13:30', to: '17:30' },
];
const hour = 3_600_000;
const shanghai = (text: string) => Date.parse(`${text}:00+08:00`);
const usual: CalendarVersion = { from: 0, calendar: emptyCalendar, workingTime };
const nationalDay: CalendarVersion = {
  ...usual,
  calendar: {
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    workdays: [{ date: '2026-10-10', as: 'wed' }],
  },
};

describe('reach', () => {
  const calendar = createWorkCalendar([nationalDay], 'Asia/Shanghai');

  it.each([
    // Friday 2026-11-20; Saturday 2026-11-21.
    ['1 workday from Friday afternoon', 'workdays', '2026-11-20T15:00', 1, '2026-11-23T15:00'],
    ['1 workday from Saturday', 'workdays', '2026-11-21T10:00', 1, '2026-11-23T17:30'],
    ['1 workday from the night', 'workdays', '2026-11-23T23:00', 1, '2026-11-24T17:30'],
    ['4 workdays over a weekend', 'workdays', '2026-11-19T08:30', 4, '2026-11-24T17:30'],
    ['half a workday', 'workdays', '2026-11-19T08:30', 0.5, '2026-11-19T13:45'],
    ['5 working hours over noon', 'workhours', '2026-11-19T09:00', 5 * hour, '2026-11-19T15:30'],
    ['5 working hours over a night', 'workhours', '2026-11-19T16:30', 5 * hour, '2026-11-20T14:00'],
    ['1 workday over the holidays', 'workdays', '2026-09-30T15:00', 1, '2026-10-08T15:00'],
    ['3 workdays to a made-up Saturday', 'workdays', '2026-10-08T08:30', 3, '2026-10-10T17:30'],
    ['2 hours on the clock in the night', 'time', '2026-11-21T23:00', 2 * hour, '2026-11-22T01:00'],
    ['nothing', 'workdays', '2026-11-21T23:00', 0, '2026-11-21T23:00'],
  ] as const)('%s', (_, unit, from, amount, to) => {
    expect(calendar.reach(unit, shanghai(from), amount)).toBe(shanghai(to));
  });

  it('is null when there is no working time at all', () => {
    const never = createWorkCalendar([{ ...usual, workingTime: [] }], 'Asia/Shanghai');
    expect(never.reach('workhours', 0, 1)).toBeNull();
    expect(never.passed('workdays', 0, 40 * 86_400_000)).toBe(0);
    expect(createWorkCalendar([], 'Asia/Shanghai').reach('workdays', 0, 1)).toBeNull();
  });
});

describe('a later version of the calendar', () => {
  const from = shanghai('2026-10-08T12:00');
  const versions = [usual, { ...nationalDay, from }];

  it('does not change the past, and applies from its start', () => {
    const before = createWorkCalendar([usual], 'Asia/Shanghai');
    const after = createWorkCalendar(versions, 'Asia/Shanghai');
    const start = shanghai('2026-09-30T08:30');
    expect(after.passed('workdays', start, from)).toBe(before.passed('workdays', start, from));
    const saturday = [shanghai('2026-10-10T00:00'), shanghai('2026-10-11T00:00')] as const;
    expect(before.passed('workdays', ...saturday)).toBe(0);
    expect(after.passed('workdays', ...saturday)).toBeCloseTo(1, 9);
  });
});

describe('working time past midnight', () => {
  const nights: Hours[] = [{ days: ['fri'], from: '22:00', to: '06:00' }];
  const calendar = createWorkCalendar([{ ...usual, workingTime: nights }], 'Asia/Shanghai');
  // Friday is 2026-11-20.
  it.each([
    ['after midnight', '2026-11-21T02:00', '2026-11-21T04:00', 2],
    ['over midnight', '2026-11-20T23:00', '2026-11-21T01:00', 2],
    ['to its end', '2026-11-21T05:00', '2026-11-21T12:00', 1],
    ['not a day later', '2026-11-22T02:00', '2026-11-22T04:00', 0],
  ] as const)('belongs to the day on which it begins: %s', (_, from, to, hours) => {
    const [start, end] = [shanghai(from), shanghai(to)];
    expect(calendar.passed('workhours', start, end)).toBe(hours * hour);
    expect(calendar.passed('workdays', start, end)).toBeCloseTo(hours / 8, 9);
  });

  it('is found from a start within it', () => {
    const from = shanghai('2026-11-21T02:00');
    expect(calendar.reach('workhours', from, hour)).toBe(shanghai('2026-11-21T03:00'));
    expect(calendar.reach('workhours', from, 5 * hour)).toBe(shanghai('2026-11-27T23:00'));
  });
});

describe('passed', () => {
  it('equals a count minute by minute, and reach is its inverse', () => {
    fc.assert(
      fc.property(someCalendarVersions(), (given) => {
        const { versions, timezone, from, minutes } = given;
        const calendar = createWorkCalendar(versions, timezone);
        const to = from + minutes * 60_000;
        const slow = countMinutes(given);
        expect(calendar.passed('workhours', from, to)).toBe(slow.workMs);
        expect(calendar.passed('workdays', from, to)).toBeCloseTo(slow.workdays, 6);
        if (slow.workMs === 0) return;
        const reached = calendar.reach('workhours', from, slow.workMs);
        expect(reached).not.toBeNull();
        expect(calendar.passed('workhours', from, reached ?? 0)).toBe(slow.workMs);
        expect(reached).toBeLessThanOrEqual(to);
        const byDays = calendar.reach('workdays', from, slow.workdays) ?? 0;
        expect(Math.abs(byDays - (reached ?? 0))).toBeLessThanOrEqual(2);
      }),
      runs(40),
    );
  });
});
