// Local time of a site: takes epoch ms, returns the local date and minute. Time zone look-ups are slow, so offsets are cached: per day;
// on a day with a clock change, per quarter of an hour; in the quarter with the change, not at all.

export interface LocalTime {
  /** The local date, as days since 1970-01-01. */
  readonly day: number;
  /** Since local midnight, on the local clock: 0 to 1439. */
  readonly minutes: number;
}

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const dayMs = 86_400_000;
/** The cache is emptied at this many days. */
const maxDays = 4000;

/** Creates a function from epoch ms to local time in an IANA time zone. The same minute gives the same object. */
export function createLocalClock(timezone: string): (at: number) => LocalTime {
  const offsetAt = offsetsByDay(createOffsets(timezone));
  let quarter = { from: NaN, offsetMs: NaN };
  let minute = { from: NaN, time: { day: 0, minutes: 0 } };
  return (at) => {
    if (at >= minute.from && at < minute.from + minuteMs) return minute.time;
    if (!(at >= quarter.from && at < quarter.from + quarterMs)) {
      const from = Math.floor(at / quarterMs) * quarterMs;
      const first = offsetAt(from);
      const last = offsetAt(from + quarterMs - 1);
      quarter = { from, offsetMs: first === last ? first : NaN };
    }
    const offsetMs = Number.isNaN(quarter.offsetMs) ? offsetAt(at) : quarter.offsetMs;
    const local = at + offsetMs;
    const day = Math.floor(local / dayMs);
    const time = { day, minutes: Math.floor((local - day * dayMs) / minuteMs) };
    // A minute in which the offset changes cannot be cached.
    const isSteady = !Number.isNaN(quarter.offsetMs) && offsetMs % minuteMs === 0;
    if (isSteady) minute = { from: Math.floor(at / minuteMs) * minuteMs, time };
    return time;
  };
}

/** Most days have one offset, and no zone changes its clocks twice within a day. */
function offsetsByDay(offsetAt: (at: number) => number): (at: number) => number {
  const known = new Map<number, number>();
  const ofDay = (day: number) => {
    const [first, last] = [offsetAt(day * dayMs), offsetAt((day + 1) * dayMs - 1)];
    const offsetMs = first === last ? first : NaN;
    if (known.size >= maxDays) known.clear();
    known.set(day, offsetMs);
    return offsetMs;
  };
  return (at) => {
    const day = Math.floor(at / dayMs);
    const offsetMs = known.get(day) ?? ofDay(day);
    return Number.isNaN(offsetMs) ? offsetAt(at) : offsetMs;
  };
}

/** How far local time is ahead of UTC at an instant, ms. */
function createOffsets(timezone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const date = Date.UTC(part('year'), part('month') - 1, part('day'));
    const local = date + ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000;
    return local - Math.floor(at / 1000) * 1000;
  };
}
