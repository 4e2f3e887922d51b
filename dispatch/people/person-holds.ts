// What a person has to do with now, before somebody takes the person out: open cases, shifts without anybody else, overrides and
// swaps. Takes the roster, the cases and the swaps. Pure.
import {
  mostHeldCases,
  type CaseSummary,
  type DutyContent,
  type PersonHolds,
  type StaffMember,
} from '../../contracts/index.ts';
import type { SwapRow } from '../roster/shift-store.ts';

export interface HoldsGround {
  person: StaffMember;
  content: DutyContent;
  /** Open cases that the person accepted or was given. */
  cases: readonly CaseSummary[];
  swaps: readonly SwapRow[];
  /** Local date. */
  today: string;
}

export function personHolds({ person, content, cases, swaps, today }: HoldsGround): PersonHolds {
  const { id, user } = person;
  return {
    caseCount: cases.length,
    cases: cases.slice(0, mostHeldCases).map(({ id: caseId, kind, gridCell, acknowledgedBy }) => ({
      ...{ id: caseId, kind, gridCell },
      isAccepted: user !== undefined && acknowledgedBy === user,
    })),
    onlyIn: onlyIn(content, id, today),
    overrides: content.overrides.filter((one) => one.person === id || one.instead === id).length,
    openSwaps: swaps.filter(
      ({ state, asker, other }) => state === 'asked' && (asker === id || other === id),
    ).length,
  };
}

/** Colleagues whose last day is over do not count. */
function onlyIn({ shifts, people }: DutyContent, id: string, today: string): string[] {
  const left = new Set(
    people.flatMap((one) => (one.until !== undefined && one.until < today ? [one.id] : [])),
  );
  return shifts
    .filter(({ people: named }) => named.includes(id))
    .filter(({ people: named }) => named.every((one) => one === id || left.has(one)))
    .map((shift) => shift.id);
}
