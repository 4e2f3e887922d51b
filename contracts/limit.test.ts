// Time limits as a city writes them: clock time, hours of working time, or working days.
import { describe, expect, it } from 'vitest';
import { limitSchema } from './limit.ts';

const hour = 3_600_000;

describe('a limit', () => {
  it.each([
    ['minutes are clock time', '30m', { unit: 'time', amount: 30 * 60_000 }],
    ['hours are clock time', '2h', { unit: 'time', amount: 2 * hour }],
    ['workhours are ms of working time', '5 workhours', { unit: 'workhours', amount: 5 * hour }],
    ['one of them may be singular', '1 workhour', { unit: 'workhours', amount: hour }],
    ['the space may be left out', '5workhours', { unit: 'workhours', amount: 5 * hour }],
    ['half an hour is half an hour', '0.5 workhours', { unit: 'workhours', amount: hour / 2 }],
    ['workdays are counted, not measured', '4 workdays', { unit: 'workdays', amount: 4 }],
    ['half a workday is half a day', '0.5 workdays', { unit: 'workdays', amount: 0.5 }],
  ])('%s: %s', (_, text, limit) => {
    expect(limitSchema.parse(text)).toEqual(limit);
  });

  it.each([
    ['is empty', ''],
    ['has no unit', '30'],
    ['is zero', '0 workdays'],
    ['is zero clock time', '0m'],
    ['is negative', '-1 workdays'],
    ['has an unknown unit', '3 weeks'],
    ['is longer than a year', '367 workdays'],
    ['is longer than a year in hours', '8785 workhours'],
    ['is a number', 30],
  ])('that %s is refused: %j', (_, value) => {
    expect(limitSchema.safeParse(value).success).toBe(false);
  });
});
