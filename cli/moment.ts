// Parses a time: ISO 8601, in the site's time zone when it has none, or epoch ms. Takes the text, returns epoch ms.

const form = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const expected = 'expected a time such as 2026-11-22T20:00, or epoch ms';

/** The time, or a sentence that says what was expected. @param timezone IANA name */
export function parseMoment(text: string, timezone: string): number | string {
  if (/^\d{11,16}$/.test(text)) return Number(text);
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text.slice(10));
  const utc = form.test(text) ? Date.parse(hasZone ? text : withZone(text)) : NaN;
  if (Number.isNaN(utc)) return `${expected}, got "${text}"`;
  return hasZone ? utc : momentOf(utc, timezone);
}

function withZone(text: string): string {
  return text.length === 10 ? `${text}T00:00Z` : `${text}Z`;
}

/** The epoch ms at which the zone's local time equals `shown` read as UTC. */
function momentOf(shown: number, timezone: string): number {
  const near = shown - offsetMs(shown, timezone);
  return shown - offsetMs(near, timezone);
}

/** The zone's offset from UTC. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value);
  const date = [part('year'), part('month') - 1, part('day')] as const;
  const shown = Date.UTC(...date, part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1000) * 1000;
}
