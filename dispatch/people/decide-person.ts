// One change of a person together with the duties that name the person. Takes the newest roster, the one that the edit started from
// and the wish; returns the new roster, or why not. Pure.
import { isDeepStrictEqual } from 'node:util';
import {
  shiftSchema,
  type DutyContent,
  type Shift,
  type StaffMember,
  type StandingDuty,
} from '../../contracts/index.ts';

export interface PersonWish {
  id: string;
  /** Null takes the person out of the roster. */
  person: StaffMember | null;
  /** The shifts that name the person from now on. */
  shifts: readonly string[];
  /** In these, an all-hours shift is joined, or made. */
  duties: readonly StandingDuty[];
}

export interface RosterGround {
  now: DutyContent;
  /** The roster that the edit started from; null for a new person. */
  base: DutyContent | null;
}

export type PersonRefusal = 'id-taken' | 'absent' | 'stale' | 'shift-empty';
export type PersonDecision =
  { ok: true; content: DutyContent } | { ok: false; reason: PersonRefusal; detail: string };

export function decidePerson(wish: PersonWish, { now, base }: RosterGround): PersonDecision {
  const refusal = refusalOf(wish, { now, base });
  if (refusal !== null) return { ok: false, ...refusal };
  const named = withMember(now.shifts, wish.id, new Set(wish.shifts));
  const shifts = wish.duties.reduce((all, duty) => withDuty(all, duty, wish.id), named);
  const empty = shifts.find(({ people }) => people.length === 0);
  if (empty !== undefined) return { ok: false, reason: 'shift-empty', detail: empty.id };
  const people = withPerson(now.people, wish);
  const overrides =
    wish.person === null
      ? now.overrides.filter(({ person, instead }) => person !== wish.id && instead !== wish.id)
      : now.overrides;
  return { ok: true, content: { ...now, people, shifts, overrides } };
}

type Refused = { reason: PersonRefusal; detail: string };

function refusalOf({ id, shifts }: PersonWish, { now, base }: RosterGround): Refused | null {
  const present = now.people.find((one) => one.id === id);
  if (base === null) {
    if (present !== undefined) return { reason: 'id-taken', detail: id };
  } else {
    if (present === undefined) return { reason: 'absent', detail: id };
    // Changes of others do not matter here, as long as they are about somebody else.
    const before = base.people.find((one) => one.id === id);
    const isSame =
      isDeepStrictEqual(before, present) &&
      isDeepStrictEqual(shiftsOf(base, id), shiftsOf(now, id));
    if (!isSame) return { reason: 'stale', detail: id };
  }
  const known = new Set(now.shifts.map((one) => one.id));
  const gone = shifts.find((one) => !known.has(one));
  return gone === undefined ? null : { reason: 'stale', detail: gone };
}

export function shiftsOf({ shifts }: Pick<DutyContent, 'shifts'>, person: string): string[] {
  return shifts.filter(({ people }) => people.includes(person)).map(({ id }) => id);
}

function withPerson(people: readonly StaffMember[], { id, person }: PersonWish): StaffMember[] {
  if (person === null) return people.filter((one) => one.id !== id);
  return people.some((one) => one.id === id)
    ? people.map((one) => (one.id === id ? person : one))
    : [...people, person];
}

/** A new member comes last: nobody else's place in the order of notification changes. */
function withMember(shifts: readonly Shift[], id: string, wanted: ReadonlySet<string>): Shift[] {
  return shifts.map((shift) => {
    const isIn = shift.people.includes(id);
    if (isIn === wanted.has(shift.id)) return shift;
    const others = shift.people.filter((one) => one !== id);
    return { ...shift, people: isIn ? others : [...others, id] };
  });
}

function withDuty(shifts: readonly Shift[], { unit, part }: StandingDuty, id: string): Shift[] {
  const standing = shifts.find(
    (one) => one.unit === unit && one.part === part && one.layer === 0 && one.hours === undefined,
  );
  if (standing === undefined || standing.rotation !== undefined)
    return [
      ...shifts,
      shiftSchema.parse({ id: freeId(shifts, unit, part), unit, part, people: [id] }),
    ];
  if (standing.people.includes(id)) return [...shifts];
  const people = [...standing.people, id];
  return shifts.map((one) => (one === standing ? { ...one, people } : one));
}

const longestId = 50;

function freeId(shifts: readonly Shift[], unit: string, part: string): string {
  const ids = new Set(shifts.map((one) => one.id));
  const wanted = `${unit.slice(0, longestId)}-${part}`;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${unit.slice(0, longestId)}-${part}-${number}`;
    if (!ids.has(id)) return id;
  }
}
