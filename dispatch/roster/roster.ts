// Who is on duty. Pure: takes the organisation, the time zone and the calendar; returns for a unit, a role and a time the people
// on duty, in the order of notification, and when that may change next.
import type {
  Calendar,
  DutyOverride,
  DutyPart,
  Organisation,
  Shift,
} from '../../contracts/index.ts';
import { createLocalClock, dayOf } from '../../geofences/index.ts';
import { createLocalSpans, type LocalSpans } from '../deadlines/local-spans.ts';
import { createSlots } from './shift-slots.ts';

export interface OnDuty {
  person: string;
  because: 'shift' | 'override';
  /** The shift; null for a person who replaces the whole duty. */
  shift: string | null;
}

export interface Roster {
  onDuty(unit: string, part: DutyPart, at: number): OnDuty[];
  /** The next time after `at` at which somebody may start or leave; null if there is none within nine days. */
  nextChange(unit: string, part: DutyPart, at: number): number | null;
}

export interface Duty {
  unit: string;
  part: DutyPart;
}

/** All duties of a person. */
export function dutiesOf(...entries: (readonly Duty[])[]): Duty[] {
  const duties = new Map(
    entries.flat().map(({ unit, part }) => [`${unit} ${part}`, { unit, part }] as const),
  );
  return [...duties.values()];
}

export interface RosterParts {
  organisation: Pick<Organisation, 'people' | 'shifts' | 'overrides'>;
  timezone: string;
  calendar: Calendar;
}

/** A slot may end on the next date, a little later when clocks change. */
const daysBack = 2;
const daysAhead = 8;

interface TimedOverride extends DutyOverride {
  since: number;
  until: number;
}

export function createRoster({ organisation, timezone, calendar }: RosterParts): Roster {
  const local = createLocalClock(timezone);
  const localSpans = createLocalSpans(timezone);
  const slotOf = createSlots({ calendar, localSpans, people: organisation.people });
  const shifts = byDuty(organisation.shifts);
  const overrides = byDuty(organisation.overrides.map((one) => timed(one, localSpans)));
  const onDuty: Roster['onDuty'] = (unit, part, at) => {
    const { day } = local(at);
    const regular = (shifts.get(`${unit} ${part}`) ?? []).flatMap((shift) =>
      recentDays(day).flatMap((date) => {
        const { spans, people } = slotOf(shift, date);
        const serves = spans.some(({ from, to }) => from <= at && at < to);
        return serves ? people.map((person) => regularDuty(person, shift)) : [];
      }),
    );
    const holding = (overrides.get(`${unit} ${part}`) ?? []).filter(
      ({ since, until }) => since <= at && at < until,
    );
    return onceEach(holding.reduce(withOverride, regular));
  };
  const nextChange: Roster['nextChange'] = (unit, part, at) => {
    const { day } = local(at);
    const days = Array.from({ length: daysBack + daysAhead }, (_, index) => day - daysBack + index);
    const edges = [
      ...(shifts.get(`${unit} ${part}`) ?? []).flatMap((shift) =>
        days.flatMap((date) => slotOf(shift, date).spans.flatMap(({ from, to }) => [from, to])),
      ),
      ...(overrides.get(`${unit} ${part}`) ?? []).flatMap(({ since, until }) => [since, until]),
    ];
    return edges.reduce<number | null>(
      (next, edge) => (edge > at && (next === null || edge < next) ? edge : next),
      null,
    );
  };
  return { onDuty, nextChange };
}

/** Last night's shift comes before today's of the same layer, because it is still on duty. */
function recentDays(day: number): number[] {
  return Array.from({ length: daysBack + 1 }, (_, index) => day - daysBack + index);
}

/** The epoch time of a local time; if a clock change skips it, the first one after it. */
export function momentOf(text: string, localSpans: LocalSpans): number {
  const [date = '', time = ''] = text.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const [first] = localSpans(dayOf(date), hours * 60 + minutes, 2 * 1440);
  return first?.from ?? Date.parse(`${text}:00Z`);
}

function timed(override: DutyOverride, localSpans: LocalSpans): TimedOverride {
  return {
    ...override,
    since: momentOf(override.from, localSpans),
    until: momentOf(override.to, localSpans),
  };
}

/** The highest layer first; within a layer in the order of the file. */
function byDuty<T extends { unit: string; part: DutyPart }>(
  entries: readonly T[],
): Map<string, T[]> {
  const sorted = [...entries].sort((a, b) => layerOf(b) - layerOf(a));
  const found = new Map<string, T[]>();
  for (const entry of sorted) {
    const key = `${entry.unit} ${entry.part}`;
    const list = found.get(key);
    if (list === undefined) found.set(key, [entry]);
    else list.push(entry);
  }
  return found;
}

function layerOf(entry: object): number {
  return 'layer' in entry && typeof entry.layer === 'number' ? entry.layer : 0;
}

function regularDuty(person: string, { id }: Shift): OnDuty {
  return { person, because: 'shift', shift: id };
}

function withOverride(serving: OnDuty[], { person, instead }: TimedOverride): OnDuty[] {
  if (instead === undefined)
    return person === undefined ? serving : [{ person, because: 'override', shift: null }];
  return serving.flatMap((one): OnDuty[] => {
    if (one.person !== instead) return [one];
    return person === undefined ? [] : [{ person, because: 'override', shift: one.shift }];
  });
}

function onceEach(serving: readonly OnDuty[]): OnDuty[] {
  const seen = new Set<string>();
  return serving.filter(({ person }) => !seen.has(person) && seen.add(person));
}
