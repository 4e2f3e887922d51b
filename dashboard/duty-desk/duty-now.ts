// Who is on duty now and who is next. Pure: takes the answers for now and for the times of the next changes; returns one row per
// unit and role.
import type { DutyNow } from '../api/desk-calls.ts';

type Duty = DutyNow['duties'][number];

export interface DutyLine {
  unit: string;
  part: Duty['part'];
  now: string[];
  /** The next change; null if it is later than dispatch looks ahead. */
  nextAt: number | null;
  /** The people from then on; null while loading. */
  next: string[] | null;
}

/** The times for which later answers are requested: the nearest few, for all units together. */
export function nextMoments(duties: readonly Duty[], most = 4): number[] {
  const moments = duties.flatMap(({ nextChange }) => (nextChange === null ? [] : [nextChange]));
  return [...new Set(moments)].sort((a, b) => a - b).slice(0, most);
}

/** Units without anybody on duty come first. */
export function dutyLines(now: DutyNow, later: readonly DutyNow[]): DutyLine[] {
  const lines = now.duties.map(({ unit, part, people, nextChange }) => ({
    unit,
    part,
    nextAt: nextChange,
    now: people.map(({ person }) => person),
    next: nextChange === null ? null : peopleAt(later, { unit, part, at: nextChange }),
  }));
  return lines.toSorted((a, b) => Math.min(a.now.length, 1) - Math.min(b.now.length, 1));
}

function peopleAt(
  later: readonly DutyNow[],
  { unit, part, at }: Pick<Duty, 'unit' | 'part'> & { at: number },
): string[] | null {
  const answer = later.find((one) => one.at === at);
  const duty = answer?.duties.find((one) => one.unit === unit && one.part === part);
  return duty?.people.map(({ person }) => person) ?? null;
}
