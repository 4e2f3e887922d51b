// Who is not notified at once because of quiet hours: people whose messages wait, and people who were passed over. Pure: takes
// the recipients, the organisation, the roster and the time.
import type { DutyPart, Organisation, QuietHours } from '../../contracts/index.ts';
import type { Roster } from '../roster/roster.ts';
import type { QuietCheck } from './quiet-hours.ts';
import type { Told } from './told-way.ts';

export interface PassedOver {
  role: DutyPart;
  person: string;
}

interface Parts {
  organisation: Pick<Organisation, 'people'>;
  roster: Pick<Roster, 'onDuty'>;
  quiet: QuietCheck;
}

/** Until when a person's messages wait; null when they do not. */
export function waitsUntil(
  own: QuietHours | undefined,
  { quiet }: Pick<Parts, 'quiet'>,
  at: number,
): number | null {
  const found = quiet(own, at);
  return found?.then === 'wait' ? found.until : null;
}

/** People who come before the recipient in the order. */
export function passedOver(told: readonly Told[], parts: Parts, at: number): PassedOver[] {
  const chosen = new Set(told.map(({ duty }) => duty?.person));
  return told.flatMap(({ duty }) => {
    if (duty === null) return [];
    const serving = parts.roster.onDuty(duty.unit, duty.part, at);
    const place = serving.findIndex(({ person }) => person === duty.person);
    return serving
      .slice(0, place)
      .filter(({ person }) => !chosen.has(person) && leavesIt(person, parts, at))
      .map(({ person }) => ({ role: duty.part, person: nameOf(person, parts) }));
  });
}

function leavesIt(id: string, { organisation, quiet }: Parts, at: number): boolean {
  const person = organisation.people.find((one) => one.id === id);
  return quiet(person?.quietHours, at)?.then === 'next-person';
}

function nameOf(id: string, { organisation }: Parts): string {
  return organisation.people.find((one) => one.id === id)?.name ?? id;
}
