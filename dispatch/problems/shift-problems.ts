// What is wrong with the coming shifts, as problems of the health list ahead of their time: nobody on duty, somebody whom no
// channel reaches, somebody first on duty in several places. Pure but for its memory of the last look: takes the roster, the
// channels that work and the clock; gives at most one problem for each duty and person, the one that comes first.
import type { HealthProblem, Organisation, ProblemCode } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { coverageFaults, type CoverageFault } from '../roster/coverage.ts';
import type { Roster } from '../roster/roster.ts';

export interface ShiftCheckParts {
  /** Of the newest version, and its number. */
  duty: () => { organisation: Organisation; roster: Roster; version: number };
  /** Channels that work; null on a site that tells people by topics alone. */
  working: () => readonly string[] | null;
  clock: Pick<Clock, 'now'>;
}

/** So far ahead somebody can still be found. */
export const aheadMs = 24 * 3600_000;
/** A large roster takes a while to go through. */
const everyMs = 5 * 60_000;

export function createShiftCheck(parts: ShiftCheckParts): () => HealthProblem[] {
  let last: { key: string; at: number; problems: HealthProblem[] } | null = null;
  return () => {
    const now = parts.clock.now();
    const duty = parts.duty();
    const working = parts.working();
    const key = JSON.stringify([duty.version, working]);
    // A clock that was put back makes what was seen no older.
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
    // Topics reach whoever listens: there nobody has a channel of his own.
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
      // What has begun, or goes on behind the look, would change with each look.
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
