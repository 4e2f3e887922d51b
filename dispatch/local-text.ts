// A moment as a clock on the wall shows it. Takes epoch ms and a time zone; gives text that sorts by time.

/** Such as `2026-11-22T20:00`. The Swedish locale writes dates so. */
export function localText(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('sv', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(at)
    .replace(' ', 'T');
}
