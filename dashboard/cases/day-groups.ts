// Groups cases by calendar day of the site, in order.
import type { CaseSummary } from '../../contracts/index.ts';
import { lastOpening } from './case-news.ts';
import { dayOf } from '../time/day.ts';

export interface DayGroup {
  day: string;
  /** A time of that day, for its name. */
  at: number;
  cases: CaseSummary[];
}

export function groupByDay(cases: readonly CaseSummary[], timezone: string): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const summary of cases) {
    const day = dayOf(lastOpening(summary), timezone);
    const last = groups.at(-1);
    if (last?.day === day) last.cases.push(summary);
    else groups.push({ day, at: lastOpening(summary), cases: [summary] });
  }
  return groups;
}

const dayMs = 86_400_000;

/** Days with special names. */
export function nameOfDay(
  day: string,
  now: number,
  timezone: string,
): 'today' | 'yesterday' | null {
  if (day === dayOf(now, timezone)) return 'today';
  return day === dayOf(now - dayMs, timezone) ? 'yesterday' : null;
}
