// Remembers when each problem started. Takes the current problems, returns them with their start times. A problem that comes back
// within minutes is the same one: a camera that flaps all night has one start.
import type { HealthProblem } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { FoundProblem } from '../found-problem.ts';

export interface ProblemKeeper {
  /** Returns the problems in the given order, without duplicates. */
  take(found: readonly FoundProblem[]): HealthProblem[];
}

/** After this absence a returning problem is a new one. */
const flapMs = 5 * 60_000;
/** Limits of the contract. */
const maxProblems = 2000;
const longestText = 500;

interface Known {
  since: number;
  seenAt: number;
}

export function createProblemKeeper(clock: Pick<Clock, 'now'>): ProblemKeeper {
  const known = new Map<string, Known>();
  return {
    take(found) {
      const now = clock.now();
      forgetOld(known, now);
      const problems = new Map<string, HealthProblem>();
      for (const one of found) {
        const key = keyOf(one);
        if (problems.has(key) || problems.size >= maxProblems) continue;
        // A clock that was set back must not make a problem start in the future.
        const since = Math.min(known.get(key)?.since ?? now, now);
        known.set(key, { since, seenAt: now });
        problems.set(key, toProblem(one, since));
      }
      return [...problems.values()];
    },
  };
}

/** Problems with equal keys are the same problem; their values may change. */
export function keyOf({ code, subject }: Pick<FoundProblem, 'code' | 'subject'>): string {
  return `${code} ${subject}`;
}

function forgetOld(known: Map<string, Known>, now: number): void {
  for (const [key, { seenAt }] of known) if (Math.abs(now - seenAt) > flapMs) known.delete(key);
}

function toProblem({ code, subject, values = {} }: FoundProblem, since: number): HealthProblem {
  const short = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, longestText) : value,
  ]);
  return {
    code,
    subject: subject.slice(0, longestText),
    since: Math.max(0, Math.round(since)),
    values: Object.fromEntries(short) as HealthProblem['values'],
  };
}
