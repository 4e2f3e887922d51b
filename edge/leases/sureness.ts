// Whether the leases were confirmed so recently that nobody can have taken them. A process that was frozen wakes with timers that
// have not run: so both clocks are asked, the steady one and the wall clock, which also goes on while the machine sleeps.
import type { Clock } from '../../host/clock.ts';
import { leaseMs } from './lease-store.ts';

export interface Moment {
  readonly steadyMs: number;
  readonly wallMs: number;
}

/** Half of a lease: the rest is for clocks that run unevenly. */
const sureMs = leaseMs / 2;

export function createSureness(clock: Pick<Clock, 'steady' | 'now'>) {
  let last: Moment = { steadyMs: -Infinity, wallMs: -Infinity };
  const mark = (): Moment => ({ steadyMs: clock.steady(), wallMs: clock.now() });
  return {
    /** To be taken before Redis is asked: its lease counts from then. */
    mark,
    confirm: (asked: Moment): void => {
      last = asked;
    },
    /** A step of the wall clock only costs a question. */
    isSure: (): boolean => {
      const now = mark();
      const aside = Math.abs(now.wallMs - last.wallMs);
      return now.steadyMs - last.steadyMs < sureMs && aside < sureMs;
    },
  };
}
