// When one shift follows another. Pure: takes the roster, the duties and a time span; returns each time at which somebody leaves
// a duty, with the people before (and since when) and after.
import { dutiesOf, type Duty, type Roster } from './roster.ts';

export interface ShiftChange extends Duty {
  /** The start of the ending shift, at most a day before the change. */
  from: number;
  at: number;
  outgoing: string[];
  /** Empty if nobody follows. */
  incoming: string[];
}

const lookBackMs = 24 * 3_600_000;
const mostChanges = 500;

/** After `from`, up to and including `to`, in order of time. */
export function shiftChanges(
  duties: readonly Duty[],
  roster: Pick<Roster, 'onDuty' | 'nextChange'>,
  { from, to }: { from: number; to: number },
): ShiftChange[] {
  const found = dutiesOf(duties).flatMap((duty) =>
    stretchesOf(duty, roster, { from: from - lookBackMs, to }),
  );
  return found.filter(({ at }) => at > from).sort((one, other) => one.at - other.at);
}

function stretchesOf(
  { unit, part }: Duty,
  roster: Pick<Roster, 'onDuty' | 'nextChange'>,
  { from, to }: { from: number; to: number },
): ShiftChange[] {
  const peopleAt = (at: number) => roster.onDuty(unit, part, at).map(({ person }) => person);
  const changes: ShiftChange[] = [];
  let since = from;
  let people = peopleAt(from);
  let at = roster.nextChange(unit, part, from);
  for (let count = 0; count < mostChanges && at !== null && at <= to; count += 1) {
    const now = peopleAt(at);
    if (!isSame(people, now)) {
      if (people.some((person) => !now.includes(person)))
        changes.push({ unit, part, from: since, at, outgoing: people, incoming: now });
      since = at;
      people = now;
    }
    at = roster.nextChange(unit, part, at);
  }
  return changes;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((person) => other.includes(person));
}
