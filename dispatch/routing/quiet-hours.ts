// Who is in his quiet hours, and until when. Pure: takes the site's usual quiet hours, its time zone and calendar; gives for a
// person's own hours and a moment the end of the quiet hours and what becomes of messages, or null for whoever may be rung.
import {
  longestQuietMs,
  minutesOf,
  type Calendar,
  type QuietHours,
  type StaffMember,
} from '../../contracts/index.ts';
import { createDayNames, createLocalClock } from '../../geofences/index.ts';
import { createLocalSpans, joined } from '../deadlines/local-spans.ts';
import type { Roster } from '../roster/roster.ts';

export interface Quiet {
  /** Epoch ms. */
  until: number;
  then: QuietHours['then'];
}

/** @param own absent for whoever has set nothing himself */
export type QuietCheck = (own: QuietHours | undefined, at: number) => Quiet | null;

export interface QuietParts {
  timezone: string;
  calendar: Calendar;
  /** Of the site. */
  usual: QuietHours | undefined;
}

/** Hours begin on the day before at the earliest, and touch those of the next days. */
const daysAround = [-2, -1, 0, 1, 2];

export function createQuietCheck({ timezone, calendar, usual }: QuietParts): QuietCheck {
  const local = createLocalClock(timezone);
  const localSpans = createLocalSpans(timezone);
  const nameOf = createDayNames(calendar);
  return (own, at) => {
    const { hours, then } = own ?? usual ?? { hours: [], then: 'wait' };
    if (hours.length === 0) return null;
    const { day: today } = local(at);
    const spans = daysAround.flatMap((away) => {
      const day = today + away;
      const meant = hours.filter(({ days }) => days.includes(nameOf(day)));
      return meant.flatMap((one) => localSpans(day, ...minutesOf(one)));
    });
    const span = joined(spans).find(({ from, to }) => from <= at && at < to);
    if (span === undefined || span.to - span.from > longestQuietMs) return null;
    return { until: span.to, then };
  };
}

/** On duty as ever, but whoever leaves it to the next one in his quiet hours stands behind those who may be rung. */
export function quietRoster(
  roster: Pick<Roster, 'onDuty'>,
  people: readonly StaffMember[],
  quiet: QuietCheck,
): Pick<Roster, 'onDuty'> {
  const own = new Map(people.map(({ id, quietHours }) => [id, quietHours]));
  return {
    onDuty: (unit, part, at) => {
      const serving = roster.onDuty(unit, part, at);
      const isPassed = (person: string) => quiet(own.get(person), at)?.then === 'next-person';
      const passed = serving.filter(({ person }) => isPassed(person));
      return passed.length === 0 || passed.length === serving.length
        ? serving
        : [...serving.filter((one) => !passed.includes(one)), ...passed];
    },
  };
}
