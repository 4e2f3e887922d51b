// Shifts every time in a plain value, such as an observation or the state of the fence engine, by the same amount. Needed when
// the machine's wall clock was set: durations stay the same, and times become those of the new clock.

/** Times are epoch ms under names with these endings, everywhere in contracts and state. */
const timeName = /(?:At|[sS]ince)$/;

/** Returns a copy. Numbers under other names and null times are unchanged. Times do not become negative. */
export function shiftTimes<T>(value: T, byMs: number): T {
  return byMs === 0 ? value : (shifted(value, byMs, false) as T);
}

function shifted(value: unknown, byMs: number, isTime: boolean): unknown {
  if (typeof value === 'number') return isTime ? Math.max(0, value + byMs) : value;
  if (Array.isArray(value)) return value.map((item) => shifted(item, byMs, false));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, shifted(inner, byMs, timeName.test(name))]),
  );
}
