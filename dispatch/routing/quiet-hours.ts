// Who is in quiet hours, and until when. Pure: takes the site's default quiet hours, its time zone and calendar; returns for a
// person's hours and a time the end of the quiet hours and what happens to messages, or null outside of them.
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

/** @param own absent if the person has set none */
export type QuietCheck = (own: QuietHours | undefined, at: number) => Quiet | null;

export interface QuietParts {
  timezone: string;
  calendar: Calendar;
  /** The default of the site. */
  usual: QuietHours | undefined;
}

/** Hours may begin the day before, and may join those of the next days. */
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

/** The people on duty, with those last who leave messages to the next person during their quiet hours. */
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
