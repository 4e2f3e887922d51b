// The most urgent deadline of a case, and its light at a given time. Pure. Dispatch uses it for lists; pages use it to update the
// light over time, also offline.
import type { CaseDeadline } from './case-deadline.ts';

const worstFirst: readonly CaseDeadline['light'][] = ['red', 'yellow', 'green'];

/** Among unmet limits: running clocks before stopped ones, then the worst light, then the earliest end. */
export function mostPressing(deadlines: readonly CaseDeadline[]): CaseDeadline | null {
  const open = deadlines.filter(({ metAt }) => metAt === null);
  const [first] = open.toSorted(
    (one, other) =>
      Number(other.isRunning) - Number(one.isRunning) ||
      worstFirst.indexOf(one.light) - worstFirst.indexOf(other.light) ||
      endOf(one) - endOf(other),
  );
  return first ?? null;
}

function endOf({ yellowUntil }: CaseDeadline): number {
  return yellowUntil ?? Number.MAX_SAFE_INTEGER;
}

/**
 * A stopped limit keeps its light; a running one goes from green to yellow to red.
 * @param now epoch ms
 */
export function lightAt(
  deadline: Pick<CaseDeadline, 'light' | 'greenUntil' | 'yellowUntil' | 'isRunning'>,
  now: number,
): CaseDeadline['light'] {
  const { light, greenUntil, yellowUntil, isRunning } = deadline;
  if (!isRunning || light === 'red') return light;
  if (yellowUntil !== null && now > yellowUntil) return 'red';
  return light === 'green' && greenUntil !== null && now > greenUntil ? 'yellow' : light;
}
