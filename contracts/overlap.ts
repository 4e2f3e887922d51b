// Finds overlapping hours within one schedule. An overlap is a mistake, because nobody could say which rule applies. A span over
// midnight reaches into the next day; a holiday is followed by a holiday here.
import { weekdays, type Hours, type ScheduleException, type Span } from './calendar.ts';

/** Two spans of one list that overlap: `index` comes after `other`; `when` is the overlap, in words. */
export interface Overlap {
  readonly index: number;
  readonly other: number;
  readonly when: string;
}

const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;

export function findOverlaps(schedule: readonly Hours[]): Overlap[] {
  return overlapsOf(schedule.map(stretchesOf), (minute) => {
    const day = Math.floor(minute / dayMinutes);
    return `${weekdays[day] ?? 'holiday'} ${clockText(minute % dayMinutes)}`;
  });
}

/** The same for the hours of an exception, which apply on each of its dates. */
export function findExceptionOverlaps({ hours, dates }: ScheduleException): Overlap[] {
  const inRow = dates.some((date) => dates.includes(dayAfter(date)));
  const stretches = hours.map((span) => {
    const [begin, end] = minutesOf(span);
    const rest: Stretch[] = inRow && end > dayMinutes ? [[0, end - dayMinutes]] : [];
    return [[begin, end] satisfies Stretch, ...rest];
  });
  return overlapsOf(stretches, (minute) => clockText(minute % dayMinutes));
}

/** Minutes from the midnight before it begins; a span that ends on the next day ends after 1440. */
export function minutesOf({ from, to }: Span): [begin: number, end: number] {
  const begin = minuteOf(from);
  const end = minuteOf(to);
  return [begin, begin < end ? end : end + dayMinutes];
}

type Stretch = [begin: number, end: number];

/** The minutes of a circular week, and after it those of a holiday that follows itself. */
function stretchesOf({ days, ...span }: Hours): Stretch[] {
  const [begin, end] = minutesOf(span);
  return days.flatMap((day) => {
    if (day === 'holiday') return wrapped([begin, end], dayMinutes, weekMinutes);
    const start = weekdays.indexOf(day) * dayMinutes;
    return wrapped([start + begin, start + end], weekMinutes, 0);
  });
}

function wrapped([begin, end]: Stretch, cycle: number, offset: number): Stretch[] {
  if (end <= cycle) return [[begin + offset, end + offset]];
  return [
    [begin + offset, cycle + offset],
    [offset, end - cycle + offset],
  ];
}

function overlapsOf(all: readonly Stretch[][], textOf: (minute: number) => string): Overlap[] {
  return all.flatMap((stretches, index) => {
    for (const [other, earlier] of all.slice(0, index).entries()) {
      const shared = firstShared(earlier, stretches);
      if (shared)
        return [{ index, other, when: `${textOf(shared[0])} to ${clockText(shared[1])}` }];
    }
    return [];
  });
}

function firstShared(a: readonly Stretch[], b: readonly Stretch[]): Stretch | null {
  for (const [aBegin, aEnd] of a)
    for (const [bBegin, bEnd] of b) {
      const begin = Math.max(aBegin, bBegin);
      const end = Math.min(aEnd, bEnd);
      if (begin < end) return [begin, end];
    }
  return null;
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A time of day; the end of the day is 24:00. */
function clockText(minute: number): string {
  const within = minute % dayMinutes === 0 && minute > 0 ? dayMinutes : minute % dayMinutes;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(within / 60))}:${two(within % 60)}`;
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}
