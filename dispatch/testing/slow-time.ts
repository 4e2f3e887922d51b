// Time counted minute by minute, for tests: slow, but simple. It asks the platform for the local time of every minute and shares no
// code with the checked one.
import fc from 'fast-check';
import { weekdays, type Calendar, type Hours, type ScheduleDay } from '../../contracts/index.ts';
import type { CalendarVersion } from '../deadlines/work-calendar.ts';

export const minuteMs = 60_000;

/** Date, time of day and weekday on the clock of a zone. */
export interface WallTime {
  date: string;
  time: string;
}

export function createWall(timezone: string): (at: number) => WallTime {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  // Clocks change only on quarters of an hour, so the platform is asked once per quarter.
  const quarters = new Map<number, WallTime>();
  return (at) => {
    const quarter = Math.floor(at / (15 * minuteMs));
    const known = quarters.get(quarter) ?? ask(format, quarter * 15 * minuteMs);
    quarters.set(quarter, known);
    const [hours = 0, minutes = 0] = known.time.split(':').map(Number);
    const minute = minutes + Math.floor((at / minuteMs) % 15);
    return { date: known.date, time: `${twoDigits(hours)}:${twoDigits(minute)}` };
  };
}

function ask(format: Intl.DateTimeFormat, at: number): WallTime {
  const [date = '', time = ''] = format.format(at).split(' ');
  return { date, time };
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** How many random cases a property is tested with; more on request. */
export function runs(usual: number): { numRuns: number } {
  return { numRuns: Number(process.env['FENCEWATCH_PROPERTY_RUNS'] ?? usual) };
}

export function dayNameOf(date: string, { holidays, workdays }: Calendar): ScheduleDay {
  if (holidays.includes(date)) return 'holiday';
  const moved = workdays.find((one) => one.date === date);
  const sundayFirst = new Date(`${date}T00:00:00Z`).getUTCDay();
  return moved?.as ?? weekdays[(sundayFirst + 6) % 7] ?? 'mon';
}

export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** Whether hours apply on a date at a local time of day. */
export function holds(
  hours: readonly Hours[],
  { date, time }: WallTime,
  calendar: Calendar,
): boolean {
  return hours.some(({ days, from, to }) => {
    const today = days.includes(dayNameOf(date, calendar));
    if (from < to) return today && from <= time && time < to;
    const yesterday = days.includes(dayNameOf(dayBefore(date), calendar));
    return (today && from <= time) || (yesterday && time < to);
  });
}

export interface Stretch {
  versions: CalendarVersion[];
  timezone: string;
  from: number;
  minutes: number;
}

/** Working time between two whole minutes. */
export function countMinutes({ versions, timezone, from, minutes }: Stretch) {
  const wall = createWall(timezone);
  const day = 86_400_000;
  // Whole dates around the span, so that the length of every date is known.
  const first = from - 2 * day;
  const all = Array.from({ length: minutes + (4 * day) / minuteMs }, (_, index) => {
    const at = first + index * minuteMs;
    return { at, ...wall(at) };
  });
  const lengths = versions.map(({ workingTime, calendar }) => {
    const length = new Map<string, number>();
    for (const one of all)
      if (holds(workingTime, one, calendar)) length.set(one.date, (length.get(one.date) ?? 0) + 1);
    return length;
  });
  let workMs = 0;
  let workdays = 0;
  for (const one of all) {
    if (one.at < from || one.at >= from + minutes * minuteMs) continue;
    const index = Math.max(
      0,
      versions.findLastIndex((version) => version.from <= one.at),
    );
    const version = versions[index];
    if (version === undefined || !holds(version.workingTime, one, version.calendar)) continue;
    workMs += minuteMs;
    workdays += 1 / (lengths[index]?.get(one.date) ?? 1);
  }
  return { workMs, workdays };
}

/** Cities with and without summer time, around days on which clocks change too. */
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'];
const starts = ['2026-03-27', '2026-10-22', '2026-10-30', '2026-03-06', '2026-09-28', '2026-12-30'];
const dates = starts.flatMap((start) =>
  Array.from({ length: 5 }, (_, ahead) =>
    new Date(Date.parse(start) + ahead * 86_400_000).toISOString().slice(0, 10),
  ),
);

export function someTime(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '10', '30', '45', '59'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
}

export function someDays(): fc.Arbitrary<Hours['days']> {
  return fc.subarray<ScheduleDay>([...weekdays, 'holiday'], { minLength: 1 });
}

export function someCalendar(): fc.Arbitrary<Calendar> {
  return fc
    .record({
      holidays: fc.uniqueArray(fc.constantFrom(...dates), { maxLength: 4 }),
      workdays: fc.uniqueArray(
        fc.record({ date: fc.constantFrom(...dates), as: fc.constantFrom(...weekdays) }),
        { maxLength: 3, selector: ({ date }) => date },
      ),
    })
    .map(({ holidays, workdays }) => ({
      holidays,
      workdays: workdays.filter(({ date }) => !holidays.includes(date)),
    }));
}

export function someStart(): fc.Arbitrary<number> {
  return fc
    .tuple(fc.constantFrom(...starts), fc.integer({ min: 0, max: 4 * 1440 }))
    .map(([date, minutes]) => Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs);
}

export function someZone(): fc.Arbitrary<string> {
  return fc.constantFrom(...zones);
}

function someWorkingTime(): fc.Arbitrary<Hours[]> {
  const span = fc.record({ days: someDays(), from: someTime(), to: someTime() });
  return fc.array(span, { maxLength: 3 }).map((list) => list.filter(({ from, to }) => from < to));
}

export function someCalendarVersions(): fc.Arbitrary<Stretch> {
  return fc
    .record({
      timezone: someZone(),
      from: someStart(),
      minutes: fc.integer({ min: 0, max: 4 * 1440 }),
      contents: fc.array(
        fc.record({
          after: fc.integer({ min: 0, max: 3 * 1440 }),
          calendar: someCalendar(),
          workingTime: someWorkingTime(),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ timezone, from, minutes, contents }) => {
      const sorted = contents.sort((a, b) => a.after - b.after);
      const versions = sorted.map(({ after, calendar, workingTime }) => ({
        from: from + after * minuteMs,
        calendar,
        workingTime,
      }));
      return { versions, timezone, from, minutes };
    });
}
