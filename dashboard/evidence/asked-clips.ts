// A requested span in local times of the site. Takes the text of a time field and the current time; returns epoch ms.

const dayMs = 86_400_000;

/** "14:03:22", as in time fields. */
export function clockTextOf(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(at);
}

/** The latest time up to now with this local time; null when the text is no time. */
export function momentOf(text: string, now: number, timezone: string): number | null {
  const wanted = msOfDay(text);
  const shown = msOfDay(clockTextOf(now, timezone));
  if (wanted === null || shown === null) return null;
  const ago = (shown - wanted + dayMs) % dayMs;
  return Math.floor(now / 1000) * 1000 - ago;
}

function msOfDay(text: string): number | null {
  const [, hours, minutes, seconds = '0'] =
    /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
