// Evaluates the hours of a fence, a permit or a duty in the site's time zone. Spans may cross midnight; each belongs to the date
// on which it begins, so a holiday's night ends on the next morning. Times are local times.
import {
  emptyCalendar,
  minutesOf,
  scheduleDays,
  weekdays,
  type Calendar,
  type Hours,
  type ScheduleDay,
  type ScheduleException,
} from '../../contracts/index.ts';
import { createLocalClock, type LocalTime } from './local-clock.ts';

/** Whether hours apply at a local time; constant within a minute. */
export type Timetable = (now: LocalTime) => boolean;

export interface Week {
  /** Always when null or undefined; never when empty. */
  readonly hours: readonly Hours[] | null | undefined;
  /** Dates with other hours. */
  readonly exceptions?: readonly ScheduleException[];
}

/** Creates timetables for a site's calendar. */
export function createTimetables(calendar: Calendar): (week: Week) => Timetable {
  const dayName = createDayNames(calendar);
  return ({ hours, exceptions = [] }) => {
    if (!hours && exceptions.length === 0) return always;
    const usual = usualStretches(hours);
    const others = new Map(
      exceptions.flatMap((exception) => {
        const stretches = exception.hours.map(minutesOf);
        return exception.dates.map((date) => [dayOf(date), stretches] as const);
      }),
    );
    const stretchesOn = (day: number) => others.get(day) ?? usual[dayName(day)];
    return cachingLast(({ day, minutes }) => {
      if (stretchesOn(day).some(([begin, end]) => begin <= minutes && minutes < end)) return true;
      return stretchesOn(day - 1).some(([, end]) => minutes + dayMinutes < end);
    });
  };
}

/** Whether hours apply at a moment, for occasional callers; no hours means always. */
export function createHoursCheck(
  timezone: string,
  calendar: Calendar = emptyCalendar,
): (hours: readonly Hours[] | null | undefined, at: number) => boolean {
  const localTime = createLocalClock(timezone);
  const timetable = createTimetables(calendar);
  return (hours, at) => timetable({ hours })(localTime(at));
}

type Stretch = readonly [begin: number, end: number];

const dayMinutes = 1440;
const wholeDay: readonly Stretch[] = [[0, dayMinutes]];
const always: Timetable = () => true;

function usualStretches(
  hours: readonly Hours[] | null | undefined,
): Record<ScheduleDay, readonly Stretch[]> {
  const entries = scheduleDays.map((name) => {
    const spans = hours?.filter(({ days }) => days.includes(name));
    return [name, spans ? spans.map(minutesOf) : wholeDay] as const;
  });
  return Object.fromEntries(entries) as Record<ScheduleDay, readonly Stretch[]>;
}

/** Gives the type of each date: its own weekday, another weekday (make-up workday), or a holiday. */
export function createDayNames({ holidays, workdays }: Calendar): (day: number) => ScheduleDay {
  const named = new Map<number, ScheduleDay>([
    ...holidays.map((date) => [dayOf(date), 'holiday'] as const),
    ...workdays.map(({ date, as }) => [dayOf(date), as] as const),
  ]);
  // 1970-01-01 was a Thursday.
  return (day) => named.get(day) ?? weekdays[(((day + 3) % 7) + 7) % 7] ?? 'mon';
}

/** Days since 1970-01-01 of a date such as `2026-10-01`. */
export function dayOf(date: string): number {
  return Math.floor(Date.parse(date) / 86_400_000);
}

/** Caches the last answer, since every fence of a frame asks for the same moment. */
function cachingLast(timetable: Timetable): Timetable {
  let last: LocalTime | null = null;
  let answer = false;
  return (now) => {
    if (now === last) return answer;
    last = now;
    answer = timetable(now);
    return answer;
  };
}
