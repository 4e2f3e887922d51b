// A look back cut into nights, from noon to noon in the site's time zone, so that one row shows one whole night.
import type { TimeSpan } from '../../api/camera-calls.ts';

const dayMs = 86_400_000;
const halfDayMs = dayMs / 2;

/** Oldest first; the first and the last may be cut off by the look back, but are given from noon to noon. */
export function nightsIn(span: TimeSpan, timezone: string): TimeSpan[] {
  const nights: TimeSpan[] = [];
  for (let from = noonBefore(span.from, timezone); from < span.to;) {
    // A day and a quarter later it is evening, whatever daylight saving does: the noon before that is the next one.
    const to = noonBefore(from + dayMs + halfDayMs / 2, timezone);
    nights.push({ from, to });
    from = to;
  }
  return nights;
}

/** Share 0..1 of the night at which a moment lies; outside it the nearer end. */
export function placeInNight(at: number, { from, to }: TimeSpan): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** The last local noon at or before a moment. */
function noonBefore(at: number, timezone: string): number {
  const local = at + offsetAt(at, timezone);
  const localNoon = Math.floor((local - halfDayMs) / dayMs) * dayMs + halfDayMs;
  const noon = localNoon - offsetAt(localNoon - offsetAt(at, timezone), timezone);
  return noon <= at ? noon : noonBefore(at - halfDayMs, timezone);
}

/** Local time less UTC, ms. */
function offsetAt(at: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const read = (name: string) => Number(parts.find(({ type }) => type === name)?.value);
  const local = Date.UTC(
    ...([read('year'), read('month') - 1, read('day')] as const),
    ...([read('hour'), read('minute'), read('second')] as const),
  );
  return local - Math.floor(at / 1000) * 1000;
}
