// Faults of the coming shifts, as problems reported in advance: nobody on duty, a person without a working channel, a person
// first on duty in several places. Pure except for a cache of the last result: takes the roster, the working channels and the
// clock; returns at most one problem per duty and person, the earliest.
import type { HealthProblem, Organisation, ProblemCode } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { coverageFaults, type CoverageFault } from '../roster/coverage.ts';
import type { Roster } from '../roster/roster.ts';

export interface ShiftCheckParts {
  /** The newest version and its number. */
  duty: () => { organisation: Organisation; roster: Roster; version: number };
  /** Working channels; null on a site that only uses topics. */
  working: () => readonly string[] | null;
  clock: Pick<Clock, 'now'>;
}

/** Early enough that somebody can still be found. */
export const aheadMs = 24 * 3600_000;
/** Checking a large roster takes a while. */
const everyMs = 5 * 60_000;

export function createShiftCheck(parts: ShiftCheckParts): () => HealthProblem[] {
  let last: { key: string; at: number; problems: HealthProblem[] } | null = null;
  return () => {
    const now = parts.clock.now();
    const duty = parts.duty();
    const working = parts.working();
    const key = JSON.stringify([duty.version, working]);
    // A clock step backwards does not expire the cache.
    const isFresh = last !== null && last.key === key && Math.abs(now - last.at) < everyMs;
    if (last === null || !isFresh)
      last = { key, at: now, problems: shiftProblems({ ...duty, working, now }) };
    return last.problems;
  };
}

export interface ShiftProblemsInput {
  organisation: Organisation;
  roster: Roster;
  working: readonly string[] | null;
  now: number;
}

export function shiftProblems({
  organisation,
  roster,
  working,
  now,
}: ShiftProblemsInput): HealthProblem[] {
  const span = { from: now, to: now + aheadMs };
  const channels = working ?? [];
  const faults = coverageFaults({ organisation, roster, channels, ...span });
  const found = new Map<string, HealthProblem>();
  for (const fault of faults) {
    // Topics reach all subscribers, so nobody needs a channel.
    if (fault.fault === 'no-channel' && working === null) continue;
    const problem = problemOf(fault, organisation, span);
    const key = `${problem.code} ${problem.subject}`;
    if (!found.has(key)) found.set(key, problem);
  }
  return [...found.values()];
}

const codes: Record<CoverageFault['fault'], ProblemCode> = {
  gap: 'duty-gap',
  'no-channel': 'duty-no-channel',
  doubled: 'duty-doubled',
};

function problemOf(
  fault: CoverageFault,
  { units, people }: Organisation,
  span: { from: number; to: number },
): HealthProblem {
  const { unit, part, from, to } = fault;
  const person = 'person' in fault ? fault.person : null;
  const name = people.find(({ id }) => id === person)?.name ?? person;
  const where = units.find(({ id }) => id === unit)?.name ?? unit;
  return {
    code: codes[fault.fault],
    subject: [unit, part, ...(person === null ? [] : [person])].join(' ').slice(0, 500),
    since: span.from,
    values: {
      unit: where,
      part,
      ...(name !== null && { person: name }),
      // Faults that have begun, or that end after the checked period, would change with each check.
      ...(from > span.from && { fromAt: from }),
      ...(to < span.to && { toAt: to }),
      ...('others' in fault && { others: othersOf(fault.others) }),
    },
  };
}

function othersOf(others: readonly { unit: string; part: string }[]): string {
  return others
    .map(({ unit, part }) => `${unit} ${part}`)
    .join(', ')
    .slice(0, 500);
}
