// The people of the list with all that belongs to each: duties, channels, log-in, and whether the person has left. Finds them by words
// and by what is missing. Pure.
import type {
  DutyPart,
  PeopleSetup,
  SetUpPerson,
  Shift,
  Unit,
  UserEntry,
} from '../../contracts/index.ts';
import { isReached, reachOf, type Reach } from './reach.ts';

export interface ListedDuty {
  shift: Shift;
  unit: Unit | null;
  part: DutyPart;
}

export interface ListedPerson extends SetUpPerson {
  duties: ListedDuty[];
  reaches: Reach[];
  /** Null without one, or where log-ins are not shown. */
  logIn: UserEntry | null;
  presence: 'here' | 'leaves' | 'left';
}

export function listedPeople(setup: PeopleSetup): ListedPerson[] {
  const units = new Map(setup.units.map((unit) => [unit.id, unit]));
  const logIns = new Map((setup.logIns ?? []).map((entry) => [entry.username, entry]));
  const shifts = shiftsByPerson(setup.shifts);
  return setup.people.map((one) => ({
    ...one,
    duties: (shifts.get(one.person.id) ?? []).map((shift) => ({
      ...{ shift, part: shift.part },
      unit: units.get(shift.unit) ?? null,
    })),
    reaches: one.person.channels.map((channel) =>
      reachOf(channel, { ...one.person, devices: one.devices }, setup.channels),
    ),
    logIn: logIns.get(one.person.user ?? '') ?? null,
    presence: presenceOf(one.person.until, setup.today),
  }));
}

/** A city has thousands of both. */
function shiftsByPerson(shifts: readonly Shift[]): ReadonlyMap<string, Shift[]> {
  const found = new Map<string, Shift[]>();
  for (const shift of shifts)
    for (const person of shift.people) {
      const own = found.get(person);
      if (own === undefined) found.set(person, [shift]);
      else own.push(shift);
    }
  return found;
}

function presenceOf(until: string | undefined, today: string): ListedPerson['presence'] {
  if (until === undefined) return 'here';
  return until < today ? 'left' : 'leaves';
}

/** Log-ins that no person of the roster has. */
export function looseLogIns({ people, logIns }: PeopleSetup): UserEntry[] {
  const owned = new Set(people.map(({ person }) => person.user));
  return (logIns ?? []).filter(({ username }) => !owned.has(username));
}

export const lacks = ['duty', 'reach', 'log-in', 'open-log-in', 'left'] as const;
export type Lack = (typeof lacks)[number];

/** Whoever has left lacks nothing but an end of the log-in. */
export function hasLack({ duties, reaches, logIn, presence }: ListedPerson, lack: Lack): boolean {
  const isHere = presence !== 'left';
  switch (lack) {
    case 'duty':
      return isHere && duties.length === 0;
    case 'reach':
      return isHere && !isReached(reaches);
    case 'log-in':
      return isHere && (logIn === null || logIn.disabledAt !== null);
    case 'open-log-in':
      return !isHere && logIn !== null && logIn.disabledAt === null;
    case 'left':
      return !isHere;
  }
}

/** Every word must be somewhere. */
export function findPeople(
  listed: readonly ListedPerson[],
  text: string,
  lack: Lack | null,
): ListedPerson[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return listed.filter((one) => {
    if (lack !== null && !hasLack(one, lack)) return false;
    if (words.length === 0) return true;
    const { person, duties } = one;
    const { id, name, phone, email, user, channels } = person;
    const places = duties.flatMap(({ unit, shift }) => [
      ...[unit?.name, shift.unit, shift.id],
      ...(unit?.cells ?? []),
    ]);
    const all = [id, name, phone, email, user, ...channels, ...places].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
