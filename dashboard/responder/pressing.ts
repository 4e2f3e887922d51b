// Which of a case's limits presses most, and its light as time goes on. Pure.
import type { CaseDeadline, Light } from '../../contracts/index.ts';

const order: readonly Light[] = ['red', 'yellow', 'green'];

/** Of those that are not met: one whose clock runs before one that stands, then the worst light, then what is over first. */
export function pressing(deadlines: readonly CaseDeadline[]): CaseDeadline | null {
  const open = deadlines.filter(({ metAt }) => metAt === null);
  const end = ({ yellowUntil }: CaseDeadline) => yellowUntil ?? Number.MAX_SAFE_INTEGER;
  const [first] = open.toSorted(
    (one, other) =>
      Number(other.isRunning) - Number(one.isRunning) ||
      order.indexOf(one.light) - order.indexOf(other.light) ||
      end(one) - end(other),
  );
  return first ?? null;
}

/** The light goes on while nobody asks dispatch: without a connection too. */
export function lightAt({ light, greenUntil, yellowUntil, isRunning }: CaseDeadline, now: number) {
  if (!isRunning) return light;
  if (yellowUntil !== null && now > yellowUntil) return 'red';
  return greenUntil !== null && now > greenUntil && light === 'green' ? 'yellow' : light;
}
