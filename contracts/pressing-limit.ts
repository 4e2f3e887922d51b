// Which limit of a case presses most, and its light at a moment. Pure. Dispatch says it in lists; pages say it as time goes on, also
// without a connection.
import type { CaseDeadline } from './case-deadline.ts';

const worstFirst: readonly CaseDeadline['light'][] = ['red', 'yellow', 'green'];

/** Of the limits that are not met: one whose clock runs before one that stands, then the worst light, then the one that ends first. */
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
 * A limit whose clock stands keeps its light; one that runs goes from green to yellow to red by itself.
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
