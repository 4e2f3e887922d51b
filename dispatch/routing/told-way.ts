// The recipient of a case, and every unit that was asked on the way, with its result.
import type { AskResult, DutyPart, RouteTarget } from '../../contracts/index.ts';
import type { OnDuty } from '../roster/roster.ts';

export interface Way {
  unit: string;
  part: DutyPart;
  reason: AskResult;
  /** The named person. */
  person?: string;
}

export interface Told {
  target: RouteTarget;
  /** Null when nobody is on duty on any level. */
  duty: (OnDuty & { unit: string; part: DutyPart }) | null;
  way: Way[];
}
