// A simple reference implementation of local time and hours, without a cache.
import { weekdays, type Calendar, type Span } from '../../contracts/index.ts';
import type { Timetable, Week } from '../hours/hours.ts';
import type { LocalTime } from '../hours/local-clock.ts';

export function slowLocalClock(timezone: string): (at: number) => LocalTime {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => {
    const [date = '', time = ''] = format.format(at).split(' ');
    return { day: Date.parse(date) / 86_400_000, minutes: minuteOf(time) };
  };
}

export function slowTimetables({ holidays, workdays }: Calendar): (week: Week) => Timetable {
  const spansOn = ({ hours, exceptions = [] }: Week, day: number): readonly Span[] => {
    const midnight = new Date(day * 86_400_000);
    const date = midnight.toISOString().slice(0, 10);
    const exception = exceptions.find(({ dates }) => dates.includes(date));
    if (exception) return exception.hours;
    if (!hours) return [{ from: '00:00', to: '24:00' }];
    const moved = workdays.find((workday) => workday.date === date)?.as;
    const usual = weekdays[(midnight.getUTCDay() + 6) % 7] ?? 'mon';
    const name = moved ?? (holidays.includes(date) ? 'holiday' : usual);
    return hours.filter(({ days }) => days.includes(name));
  };
  return (week) =>
    ({ day, minutes }) =>
      spansOn(week, day).some(({ from, to }) => {
        const begin = minuteOf(from);
        const end = minuteOf(to);
        return minutes >= begin && (minutes < end || end <= begin);
      }) ||
      spansOn(week, day - 1).some(({ from, to }) => {
        const begin = minuteOf(from);
        const end = minuteOf(to);
        return end <= begin && minutes < end;
      });
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
