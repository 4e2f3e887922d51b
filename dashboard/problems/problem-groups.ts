// Groups problems by code: the most serious group first, its subjects oldest first.
import type { ProblemCode, ReportedProblem } from '../../contracts/index.ts';
import { rankOf, severityOf, type ProblemSeverity } from '../problem-wording/severity.ts';

export interface ProblemGroup {
  code: ProblemCode;
  severity: ProblemSeverity;
  /** At least one. */
  problems: ReportedProblem[];
  /** The start of the first of them. */
  since: number;
  /** Whether all started at about the same time. */
  isOneTime: boolean;
}

/** Problems that start within this time started together. */
const togetherMs = 60_000;

export function groupProblems(present: readonly ReportedProblem[]): ProblemGroup[] {
  const byCode = new Map<ProblemCode, ReportedProblem[]>();
  for (const problem of present)
    byCode.set(problem.code, [...(byCode.get(problem.code) ?? []), problem]);
  return [...byCode]
    .map(([code, problems]) => groupOf(code, problems))
    .sort((a, b) => rankOf(a.code) - rankOf(b.code));
}

function groupOf(code: ProblemCode, problems: readonly ReportedProblem[]): ProblemGroup {
  const sorted = problems.toSorted(
    (a, b) => a.since - b.since || a.subject.localeCompare(b.subject),
  );
  const times = sorted.map(({ since }) => since);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  return {
    code,
    severity: severityOf(code),
    problems: sorted,
    since: first,
    isOneTime: last - first <= togetherMs,
  };
}

/** The number on the badge, without notices. */
export function countForBadge(groups: readonly ProblemGroup[]): {
  total: number;
  severity: ProblemSeverity | null;
} {
  const counted = groups.filter(({ severity }) => severity !== 'notice');
  const total = counted.reduce((sum, { problems }) => sum + problems.length, 0);
  return { total, severity: counted[0]?.severity ?? null };
}
