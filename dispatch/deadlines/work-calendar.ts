// The working time between two times, and when a given amount of it will have passed. Pure: takes the versions of the calendar,
// each with its start, and the time zone. The version of each day applies to that day, so that a later change never alters the
// past.
import { minutesOf, type Calendar, type Hours, type LimitUnit } from '../../contracts/index.ts';
import { createDayNames, createLocalClock } from '../../geofences/index.ts';
import { createLocalSpans, joined, overlapOf, type LocalSpans, type Span } from './local-spans.ts';

export interface CalendarVersion {
  /** Epoch ms from which it applies; the first one applies to everything before, too. */
  readonly from: number;
  readonly calendar: Calendar;
  readonly workingTime: readonly Hours[];
}

export interface WorkCalendar {
  /** In ms; for workdays, in days. */
  passed(unit: LimitUnit, from: number, to: number): number;
  /** The first time at which this much has passed since `from`; null if that is not within three years. */
  reach(unit: LimitUnit, from: number, amount: number): number | null;
}

/** A period of working time, and the weight of each of its ms. */
interface Part extends Span {
  readonly share: number;
}

const searchDays = 3 * 366;
const blockDays = 16;
const mostBlocks = 1000;
/** Workdays are sums of fractions. */
const tolerance = 1e-9;

export function createWorkCalendar(
  versions: readonly CalendarVersion[],
  timezone: string,
): WorkCalendar {
  const local = createLocalClock(timezone);
  const partsOn = createParts(versions, timezone);
  const blockOf = createBlocks(partsOn);
  const passed: WorkCalendar['passed'] = (unit, from, to) => {
    if (to <= from) return 0;
    if (unit === 'time') return to - from;
    // Hours that began the day before may go on past midnight.
    const [first, last] = [local(from).day - 1, local(to).day];
    let sum = 0;
    for (let day = first; day <= last; day += 1) {
      // A block of days in between is summed once; the last days may not be complete yet.
      const isWhole = day > first && day % blockDays === 0 && day + blockDays < last;
      if (isWhole) sum += blockOf(day)[unit];
      else for (const part of partsOn(day)) sum += counted(part, { from, to }, unit);
      if (isWhole) day += blockDays - 1;
    }
    return sum;
  };
  const reach: WorkCalendar['reach'] = (unit, from, amount) => {
    if (amount <= 0) return from;
    if (unit === 'time') return from + amount;
    let left = amount;
    const { day } = local(from);
    for (let ahead = -1; ahead < searchDays; ahead += 1)
      for (const part of partsOn(day + ahead)) {
        const here = counted(part, { from, to: Infinity }, unit);
        if (here >= left - tolerance) return endOf(part, { from, left, unit });
        left -= here;
      }
    return null;
  };
  return { passed, reach };
}

function counted(part: Part, span: Span, unit: LimitUnit): number {
  const [common] = overlapOf(part, span);
  if (common === undefined) return 0;
  return (common.to - common.from) * (unit === 'workdays' ? part.share : 1);
}

type PartsOn = (day: number) => readonly Part[];

/** The sum of the days of a block, cached: old cases are asked about again and again. */
function createBlocks(partsOn: PartsOn) {
  const known = new Map<number, Record<'workhours' | 'workdays', number>>();
  const everything = { from: -Infinity, to: Infinity };
  const sumOf = (day: number, unit: LimitUnit) =>
    Array.from({ length: blockDays }, (_, ahead) => partsOn(day + ahead))
      .flat()
      .reduce((sum, part) => sum + counted(part, everything, unit), 0);
  return (day: number) => {
    const block = known.get(day) ?? {
      workhours: sumOf(day, 'workhours'),
      workdays: sumOf(day, 'workdays'),
    };
    if (known.size >= mostBlocks) known.clear();
    known.set(day, block);
    return block;
  };
}

function endOf(part: Part, { from, left, unit }: { from: number; left: number; unit: LimitUnit }) {
  const begin = Math.max(part.from, from);
  const neededMs = unit === 'workdays' ? left / part.share : left;
  return Math.min(part.to, begin + Math.ceil(neededMs - 1e-3));
}

/** The working time of a local date, each period by the version that applies then. */
function createParts(versions: readonly CalendarVersion[], timezone: string): PartsOn {
  const spans = createLocalSpans(timezone);
  const days = versions.map((version, index) => ({
    stretchesOf: createStretches(version, spans),
    holds: {
      from: index === 0 ? -Infinity : version.from,
      to: versions[index + 1]?.from ?? Infinity,
    },
  }));
  const known = new Map<number, readonly Part[]>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    if (known.size > 2000) known.clear();
    const parts = days.flatMap(({ stretchesOf, holds }) => {
      const stretches = stretchesOf(day);
      const share = 1 / stretches.reduce((sum, { from, to }) => sum + to - from, 0);
      return stretches
        .flatMap((stretch) => overlapOf(stretch, holds))
        .map((span): Part => ({ from: span.from, to: span.to, share }));
    });
    parts.sort((a, b) => a.from - b.from);
    known.set(day, parts);
    return parts;
  };
}

function createStretches(
  { calendar, workingTime }: CalendarVersion,
  spans: LocalSpans,
): (day: number) => Span[] {
  const nameOf = createDayNames(calendar);
  return (day) => {
    const hours = workingTime.filter(({ days }) => days.includes(nameOf(day)));
    return joined(
      hours.flatMap((one) => {
        const [begin, end] = minutesOf(one);
        return spans(day, begin, end);
      }),
    );
  };
}
