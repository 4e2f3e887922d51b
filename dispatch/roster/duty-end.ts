// When a person on duty leaves. Pure: takes the roster, the duty and the time; returns whether the person has left, or a time
// before which that cannot happen, to check again then.
import type { DutyPart } from '../../contracts/index.ts';
import type { Roster } from './roster.ts';

export interface Serving {
  person: string;
  unit: string;
  part: DutyPart;
}

export type DutyEnd =
  | { isGone: true }
  /** On duty until then at least; check again then. */
  | { isGone: false; servesUntil: number };

/** The longest search: turns may change without anybody leaving. */
const mostChanges = 40;
const lookAgainMs = 7 * 86_400_000;

export function dutyEnd(
  roster: Pick<Roster, 'onDuty' | 'nextChange'>,
  { person, unit, part }: Serving,
  at: number,
): DutyEnd {
  const serves = (moment: number) =>
    roster.onDuty(unit, part, moment).some((one) => one.person === person);
  if (!serves(at)) return { isGone: true };
  let moment = at;
  for (let count = 0; count < mostChanges && moment < at + lookAgainMs; count += 1) {
    const change = roster.nextChange(unit, part, moment);
    if (change === null) return { isGone: false, servesUntil: at + lookAgainMs };
    if (!serves(change)) return { isGone: false, servesUntil: change };
    moment = change;
  }
  return { isGone: false, servesUntil: moment };
}
