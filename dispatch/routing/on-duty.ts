// Whether a moment lies within hours that are written for a site's time zone. Pure.
import { weekdays, type Hours } from '../../contracts/index.ts';

/** Whether `at` is within one of the spans; no spans means always. A span may run over midnight. */
export function isWithinHours(
  hours: readonly Hours[] | undefined,
  at: number,
  timezone: string,
): boolean {
  if (hours === undefined) return true;
  const moment = localMoment(at, timezone);
  return hours.some((span) => covers(span, moment));
}

/** Day of the week, Monday is 0, and minute of the day, as clocks on the wall of the site show. */
interface LocalMoment {
  weekday: number;
  minute: number;
}

function covers({ days, from, to }: Hours, { weekday, minute }: LocalMoment): boolean {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  const startsOn = (day: number) => days.some((name) => name === weekdays[(day + 7) % 7]);
  if (begin < end) return startsOn(weekday) && minute >= begin && minute < end;
  const evening = startsOn(weekday) && minute >= begin;
  const morningAfter = startsOn(weekday - 1) && minute < end;
  return evening || morningAfter;
}

function minuteOf(clockTime: string): number {
  const [hour = '0', minute = '0'] = clockTime.split(':');
  return Number(hour) * 60 + Number(minute);
}

function localMoment(at: number, timezone: string): LocalMoment {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekday = weekdays.findIndex((name) => name === part['weekday']?.toLowerCase());
  return { weekday, minute: Number(part['hour']) * 60 + Number(part['minute']) };
}
