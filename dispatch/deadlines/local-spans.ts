// Converts local times to epoch ms: when a local date shows the minutes from `begin` to before `end`. An
// end past midnight (more than 1440 minutes) is on the next date. When the clocks change, skipped minutes apply
// never and repeated minutes apply twice, as for fences.
import { createLocalClock } from '../../geofences/index.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** `day` is days since 1970-01-01. */
export type LocalSpans = (day: number, begin: number, end: number) => readonly Span[];

const minuteMs = 60_000;
const dayMs = 86_400_000;
const dayMinutes = 1440;
/** No zone is further from UTC than this. */
const furthestMs = 16 * 3_600_000;

export function createLocalSpans(timezone: string): LocalSpans {
  const piecesOf = createPieces(timezone);
  const within = (day: number, begin: number, end: number) =>
    piecesOf(day).flatMap(({ from, to, offsetMs }) => {
      const at = (minutes: number) => day * dayMs + minutes * minuteMs - offsetMs;
      return overlapOf({ from, to }, { from: at(begin), to: at(end) });
    });
  return (day, begin, end) =>
    joined([
      ...within(day, begin, Math.min(end, dayMinutes)),
      ...(end > dayMinutes
        ? within(day + 1, Math.max(begin - dayMinutes, 0), end - dayMinutes)
        : []),
    ]);
}

/** The intersection of two spans, or none. */
export function overlapOf(one: Span, other: Span): Span[] {
  const from = Math.max(one.from, other.from);
  const to = Math.min(one.to, other.to);
  return from < to ? [{ from, to }] : [];
}

/** In order; touching spans become one. */
export function joined(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  return sorted.reduce<Span[]>((done, span) => {
    const last = done.at(-1);
    if (last === undefined || last.to < span.from) return [...done, span];
    return [...done.slice(0, -1), { from: last.from, to: Math.max(last.to, span.to) }];
  }, []);
}

interface Piece extends Span {
  /** The offset of local time from UTC. */
  readonly offsetMs: number;
}

/** The times around a local date, split where the zone's offset changes. */
function createPieces(timezone: string): (day: number) => readonly Piece[] {
  const local = createLocalClock(timezone);
  const offsetAt = (at: number) => {
    const { day, minutes } = local(at);
    return day * dayMs + minutes * minuteMs - Math.floor(at / minuteMs) * minuteMs;
  };
  const known = new Map<number, readonly Piece[]>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    if (known.size > 2000) known.clear();
    const from = day * dayMs - furthestMs;
    const to = (day + 1) * dayMs + furthestMs;
    const pieces = split({ from, to }, offsetAt);
    known.set(day, pieces);
    return pieces;
  };
}

function split({ from, to }: Span, offsetAt: (at: number) => number): Piece[] {
  const first = offsetAt(from);
  const last = offsetAt(to - minuteMs);
  if (first === last) return [{ from, to, offsetMs: first }];
  let same = from;
  let other = to - minuteMs;
  while (other - same > minuteMs) {
    const middle = same + Math.floor((other - same) / 2 / minuteMs) * minuteMs;
    if (offsetAt(middle) === first) same = middle;
    else other = middle;
  }
  return [{ from, to: other, offsetMs: first }, ...split({ from: other, to }, offsetAt)];
}
