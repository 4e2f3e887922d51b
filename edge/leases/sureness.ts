// Whether the leases were confirmed recently enough that no other edge can have taken them. Compares both clocks, because timers do not
// run while a process is frozen, and the monotonic clock may stand still while the machine sleeps.
import type { Clock } from '../../host/clock.ts';
import { leaseMs } from './lease-store.ts';

export interface Moment {
  readonly steadyMs: number;
  readonly wallMs: number;
}

/** Half of a lease, as a margin for clock errors. */
const sureMs = leaseMs / 2;

export function createSureness(clock: Pick<Clock, 'steady' | 'now'>) {
  let last: Moment = { steadyMs: -Infinity, wallMs: -Infinity };
  const mark = (): Moment => ({ steadyMs: clock.steady(), wallMs: clock.now() });
  return {
    /** Call before asking Redis, because the lease counts from then. */
    mark,
    confirm: (asked: Moment): void => {
      last = asked;
    },
    /** A step of the wall clock makes it false, which only causes one more request. */
    isSure: (): boolean => {
      const now = mark();
      const aside = Math.abs(now.wallMs - last.wallMs);
      return now.steadyMs - last.steadyMs < sureMs && aside < sureMs;
    },
  };
}
