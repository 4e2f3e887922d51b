// Who is told of a case, and every unit that was asked on the way to him with what it answered.
import type { DutyPart, RouteTarget } from '../../contracts/index.ts';
import type { OnDuty } from '../roster/roster.ts';

/** How one unit on the way up answered. */
export type WayReason =
  | 'on-duty'
  | 'nobody-on-duty'
  /** Passed over, because the case was escalated past it. */
  | 'escalated-past'
  /** There is no further person on duty here. */
  | 'no-further-person'
  /** Of somebody who was named, or of all that are on duty: no channel reaches them. */
  | 'no-channel'
  /** He was named, and is not on duty. */
  | 'off-duty'
  /** He was named, and is not in the roster any more. */
  | 'left';

export interface Way {
  unit: string;
  part: DutyPart;
  reason: WayReason;
  /** Who was named. */
  person?: string;
}

export interface Told {
  target: RouteTarget;
  /** Null when nobody is on duty on any level. */
  duty: (OnDuty & { unit: string; part: DutyPart }) | null;
  way: Way[];
}
