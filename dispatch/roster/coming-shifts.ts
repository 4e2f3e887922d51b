// When a person is on duty in the coming days. Pure: takes the person, the duties, the roster and a time span; returns each
// period of uninterrupted duty, in order.
import type { DutyStretch } from '../../contracts/index.ts';
import type { Duty, Roster } from './roster.ts';

const mostChanges = 200;
const mostListed = 30;

export function comingShifts(
  person: string,
  duties: readonly Duty[],
  roster: Pick<Roster, 'onDuty' | 'nextChange'>,
  span: { from: number; to: number },
): DutyStretch[] {
  const all = duties.flatMap((duty) => stretchesOf(person, duty, roster, span));
  return all.sort((one, other) => one.from - other.from).slice(0, mostListed);
}

function stretchesOf(
  person: string,
  { unit, part }: Duty,
  roster: Pick<Roster, 'onDuty' | 'nextChange'>,
  { from, to }: { from: number; to: number },
): DutyStretch[] {
  const found: DutyStretch[] = [];
  let at: number | null = from;
  for (let count = 0; count < mostChanges && at !== null && at < to; count += 1) {
    const next: number | null = roster.nextChange(unit, part, at);
    if (roster.onDuty(unit, part, at).some((one) => one.person === person)) {
      const until = Math.min(next ?? to, to);
      const last = found.at(-1);
      if (last?.until === at) last.until = until;
      else found.push({ unit, part, from: at, until });
    }
    at = next;
  }
  return found;
}
