// The duty in which a person accepts a case: a current duty of the person, nearest to the case's cell. Pure: takes the log-in,
// the cell, the organisation, the roster and the time; returns the duty, or null if the person is not on duty.
import type { Organisation, TakenDuty } from '../../contracts/index.ts';
import { dutiesOf, type Roster } from '../roster/roster.ts';
import { createUnitTree } from './unit-tree.ts';

export interface DutyParts {
  organisation: Pick<Organisation, 'units' | 'people' | 'shifts' | 'overrides'>;
  roster: Pick<Roster, 'onDuty'>;
}

/** All current duties of a person. */
export function servedBy(
  person: string,
  { organisation, roster }: DutyParts,
  at: number,
): TakenDuty[] {
  // A city has thousands of duties, and a person only a few.
  const shifts = organisation.shifts.filter(({ people }) => people.includes(person));
  const overrides = organisation.overrides.filter((one) => one.person === person);
  return dutiesOf(shifts, overrides)
    .filter(({ unit, part }) => roster.onDuty(unit, part, at).some((one) => one.person === person))
    .map(({ unit, part }) => ({ person, unit, part }));
}

/** The person with this log-in. */
export function personOfUser(
  user: string | null,
  { people }: Pick<Organisation, 'people'>,
): Organisation['people'][number] | null {
  return user === null ? null : (people.find((one) => one.user === user) ?? null);
}

export function takenDuty(
  who: { user: string | null; gridCell: string | null },
  parts: DutyParts,
  at: number,
): TakenDuty | null {
  const person = personOfUser(who.user, parts.organisation);
  if (person === null) return null;
  const served = servedBy(person.id, parts, at);
  const tree = createUnitTree(parts.organisation.units);
  const own = tree.ofCell(who.gridCell);
  const way = own === null ? [] : tree.upFrom(own);
  const near = way.flatMap(({ id }) => served.filter(({ unit }) => unit === id));
  return near[0] ?? served[0] ?? null;
}
