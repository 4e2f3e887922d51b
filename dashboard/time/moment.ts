// Formats points in time in the site's time zone, 24 hours, whatever the browser's own zone.
export interface MomentFormat {
  language: string;
  timezone: string;
}

/** "14:03:22" */
export function formatClock(at: number, { language, timezone }: MomentFormat): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** "14:03" today, "21 Nov, 14:03" on another day of the site. */
export function formatSince(at: number, now: number, format: MomentFormat): string {
  return createSinceFormat(format)(at, now);
}

/** The same for many: what makes the texts costs more than a text, and is made once. */
export function createSinceFormat({ language, timezone }: MomentFormat) {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const tag = language === 'en' ? 'en-GB' : language;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
  const today = new Intl.DateTimeFormat(tag, { timeZone: timezone, ...time });
  const date = { day: 'numeric', month: 'short' } as const;
  const other = new Intl.DateTimeFormat(tag, { timeZone: timezone, ...date, ...time });
  return (at: number, now: number): string => {
    const isToday = day.format(at) === day.format(now);
    return (isToday ? today : other).format(at);
  };
}

/** "22 Nov 2026, 14:03:22" */
export function formatMoment(at: number, { language, timezone }: MomentFormat): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: timezone,
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(at);
}

/** "Sunday 22 November" */
export function formatDay(at: number, { language, timezone }: MomentFormat): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: timezone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(at);
}

/** The site's calendar day, "2026-11-22": equal texts are the same day. */
export function dayOf(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(at);
}
