// Splits a time span into nights, from noon to noon in the site's time zone, so that one row shows a whole night.
import type { TimeSpan } from '../../api/camera-calls.ts';

const dayMs = 86_400_000;
const halfDayMs = dayMs / 2;

/** Oldest first, each from noon to noon, even if the time span cuts off the first or last one. */
export function nightsIn(span: TimeSpan, timezone: string): TimeSpan[] {
  const nights: TimeSpan[] = [];
  for (let from = noonBefore(span.from, timezone); from < span.to;) {
    // 30 hours after a noon the last noon before is the next day's, even with daylight saving.
    const to = noonBefore(from + dayMs + halfDayMs / 2, timezone);
    nights.push({ from, to });
    from = to;
  }
  return nights;
}

/** The position of a time within the night, 0..1; outside of it the nearer end. */
export function placeInNight(at: number, { from, to }: TimeSpan): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** The last local noon at or before a time. */
function noonBefore(at: number, timezone: string): number {
  const local = at + offsetAt(at, timezone);
  const localNoon = Math.floor((local - halfDayMs) / dayMs) * dayMs + halfDayMs;
  const noon = localNoon - offsetAt(localNoon - offsetAt(at, timezone), timezone);
  return noon <= at ? noon : noonBefore(at - halfDayMs, timezone);
}

/** The offset of local time from UTC, ms. */
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
