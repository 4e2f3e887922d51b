// Hours of a fence or a permit in the site's time zone: is it now? Spans may run over midnight; the day named is the day
// on which the span begins. Correct over daylight-saving changes because the local time is asked for each instant.
import { weekdays, type Hours } from '../contracts/index.ts';

export type Weekday = (typeof weekdays)[number];

/** Local weekday and minutes since local midnight. */
export interface LocalTime {
  readonly day: Weekday;
  readonly minutes: number;
}

/** Makes a function from epoch ms to local time in an IANA time zone. */
export function createLocalClock(timezone: string): (at: number) => LocalTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = weekdays.find((name) => name === parts.get('weekday')?.toLowerCase()) ?? 'mon';
    return { day, minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
  };
}

/** Whether any span holds at this local time; no spans means always. */
export function isWithinHours(hours: readonly Hours[] | null | undefined, now: LocalTime): boolean {
  return !hours || hours.some((span) => holds(span, now));
}

function holds({ days, from, to }: Hours, { day, minutes }: LocalTime): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  if (begin < end) return days.includes(day) && minutes >= begin && minutes < end;
  return (
    (days.includes(day) && minutes >= begin) || (days.includes(dayBefore(day)) && minutes < end)
  );
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function dayBefore(day: Weekday): Weekday {
  return weekdays[(weekdays.indexOf(day) + 6) % 7] ?? 'mon';
}
