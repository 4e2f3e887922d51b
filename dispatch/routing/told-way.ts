// The recipient of a case, and every unit that was asked on the way, with its result.
import type { DutyPart, RouteTarget } from '../../contracts/index.ts';
import type { OnDuty } from '../roster/roster.ts';

/** The result of one unit. */
export type WayReason =
  | 'on-duty'
  | 'nobody-on-duty'
  /** Skipped, because the case was escalated past it. */
  | 'escalated-past'
  /** There is no further person on duty here. */
  | 'no-further-person'
  /** No channel reaches the named person, or any person on duty. */
  | 'no-channel'
  /** The named person is not on duty. */
  | 'off-duty'
  /** The named person is no longer in the roster. */
  | 'left';

export interface Way {
  unit: string;
  part: DutyPart;
  reason: WayReason;
  /** The named person. */
  person?: string;
}

export interface Told {
  target: RouteTarget;
  /** Null when nobody is on duty on any level. */
  duty: (OnDuty & { unit: string; part: DutyPart }) | null;
  way: Way[];
}
