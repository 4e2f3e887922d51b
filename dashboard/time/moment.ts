// Formats points in time in the site's time zone, 24 hours, whatever the browser's own zone.
export interface MomentFormat {
  language: string;
  timezone: string;
  /** Whether each time names its zone, because it is not the reader's own. */
  saysZone?: boolean;
}

/** Whether the reader's clock differs from the site's: then a time without its zone would mislead. */
export function isOtherZone(timezone: string, at: number, here?: string): boolean {
  const clock = (timeZone: string | undefined) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
      at,
    );
  return clock(timezone) !== clock(here);
}

function zoneOf({ saysZone = false }: MomentFormat): Intl.DateTimeFormatOptions {
  return saysZone ? { timeZoneName: 'short' } : {};
}

/** "14:03:22" */
export function formatClock(at: number, format: MomentFormat): string {
  return new Intl.DateTimeFormat(format.language, clockOf(format)).format(at);
}

/** "14:03:22.4" */
export function formatFineClock(at: number, format: MomentFormat): string {
  const fine = { ...clockOf(format), fractionalSecondDigits: 1 } as const;
  return new Intl.DateTimeFormat(format.language, fine).format(at);
}

function clockOf(format: MomentFormat): Intl.DateTimeFormatOptions {
  return {
    timeZone: format.timezone,
    ...zoneOf(format),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  };
}

/** "14:03" today, "21 Nov, 14:03" on another day of the site. */
export function formatSince(at: number, now: number, format: MomentFormat): string {
  return createSinceFormat(format)(at, now);
}

/** The same for many: creating a formatter costs more than a text, so it is created once. */
export function createSinceFormat(format: MomentFormat) {
  const { language, timezone } = format;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const time = { ...clock, ...zoneOf(format) };
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
export function formatMoment(at: number, { language, timezone, saysZone }: MomentFormat): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: timezone,
    dateStyle: 'medium',
    timeStyle: saysZone === true ? 'long' : 'medium',
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
