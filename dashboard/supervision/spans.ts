// The periods of the figures: weeks from Monday to Sunday and calendar months. Pure, on days such as "2026-11-22"; the current
// day, in the site's time zone, is passed in.
export interface Span {
  /** Both included. */
  from: string;
  to: string;
}

const dayMs = 86_400_000;

/** The week of a day and earlier ones, oldest first. */
export function weeksUpTo(day: string, total: number): Span[] {
  const monday = Date.parse(day) - ((new Date(day).getUTCDay() + 6) % 7) * dayMs;
  return Array.from({ length: total }, (_, index) => {
    const from = monday - (total - 1 - index) * 7 * dayMs;
    return { from: textOf(from), to: textOf(from + 6 * dayMs) };
  });
}

/** @param month such as "2026-11" */
export function monthSpan(month: string): Span {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: `${month}-01`, to: textOf(Date.UTC(year, number, 0)) };
}

/** The month of a day and earlier ones, newest first, such as "2026-11". */
export function monthsUpTo(day: string, total: number): string[] {
  const [year = 0, number = 1] = day.split('-').map(Number);
  return Array.from({ length: total }, (_, index) =>
    textOf(Date.UTC(year, number - 1 - index, 1)).slice(0, 7),
  );
}

/** A period of the same length just before. */
export function spanBefore({ from, to }: Span): Span {
  const start = Date.parse(from);
  const end = Date.parse(to);
  return { from: textOf(start - (end - start) - dayMs), to: textOf(start - dayMs) };
}

function textOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
