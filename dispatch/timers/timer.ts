// A timer of a case, and the input from which timers are computed.
import type {
  Assignee,
  CaseAction,
  EscalationTarget,
  LimitName,
  Policy,
  WarningTarget,
} from '../../contracts/index.ts';
import type { ActionInput } from '../cases/act-on-case.ts';
import { inForce } from '../deadlines/deadlines.ts';
import type { WorkCalendar } from '../deadlines/work-calendar.ts';
import type { Roster } from '../roster/roster.ts';

export interface PolicyInForce {
  /** Epoch ms from which it applies; the first one applies to everything before, too. */
  readonly from: number;
  readonly policy: Policy;
}

export interface DueInput extends Pick<ActionInput, 'case' | 'incidents' | 'log'> {
  /** Whether a camera of the case currently sees its place: otherwise it proves nothing. */
  isWatched: boolean;
  /** The current roster; when absent, nobody leaves. */
  roster?: Pick<Roster, 'onDuty' | 'nextChange'> | undefined;
  /** Whether the log-in of the case's holder is disabled. */
  isHolderDisabled?: boolean | undefined;
  /** Oldest first, at least one. */
  policies: readonly PolicyInForce[];
  /** When absent, nobody is warned of limits. */
  calendar?: WorkCalendar | undefined;
  at: number;
}

/** A timer that runs at `dueAt`. */
export type Timer = { key: string; dueAt: number } & (
  | {
      brings: 'telling';
      tell: EscalationTarget | 'given';
      person: number;
      level: number;
      /** The holder, who is notified instead of the route's recipients. */
      to?: Assignee | undefined;
    }
  | {
      brings: 'warning';
      limit: LimitName;
      light: 'yellow' | 'red';
      targets: readonly WarningTarget[];
      /** The holder, if the case was accepted on duty. */
      to?: Assignee | undefined;
    }
  | { brings: 'action'; action: CaseAction }
);

/** The policy that applied at a time: later versions do not change it. */
export function policyAt({ policies }: Pick<DueInput, 'policies'>, at: number): Policy | null {
  return inForce(policies, at)?.policy ?? null;
}
