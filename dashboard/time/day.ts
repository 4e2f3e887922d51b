// Calendar days of the site, such as "2026-11-22", whatever the browser's own zone. Pure.

/** The site's calendar day, "2026-11-22": equal texts are the same day. */
export function dayOf(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(at);
}

const hourMs = 3_600_000;

/**
 * When a day of the site begins, epoch ms. A day with a clock change has another length, and may begin at one o'clock.
 * @param more days later
 */
export function startOfDay(day: string, timezone: string, more = 0): number {
  const middle = Date.parse(`${day}T12:00:00Z`) + more * 24 * hourMs;
  const wanted = new Date(middle).toISOString().slice(0, 10);
  // No zone is further from UTC. The first quarter of an hour that has the date is its beginning.
  let before = middle - 27 * hourMs;
  let within = middle + 3 * hourMs;
  while (within - before > 900_000) {
    const between = before + Math.floor((within - before) / 1_800_000) * 900_000;
    if (dayOf(between, timezone) < wanted) before = between;
    else within = between;
  }
  return within;
}
