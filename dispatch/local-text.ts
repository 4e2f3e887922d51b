// Local date and time as text. Takes epoch ms and a time zone; returns text that sorts by time.

const minuteMs = 60_000;

/** Such as `2026-11-22T20:00`. */
export function localText(at: number, timezone: string): string {
  return createLocalText(timezone)(at);
}

/** For repeated use: creating a formatter for a time zone is slow. The Swedish locale has this format. */
export function createLocalText(timezone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  let last = { minute: NaN, text: '' };
  return (at) => {
    // Messages of one event have the same time.
    const minute = Math.floor(at / minuteMs);
    if (minute !== last.minute) last = { minute, text: format.format(at).replace(' ', 'T') };
    return last.text;
  };
}
