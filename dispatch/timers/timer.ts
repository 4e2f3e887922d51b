// One thing that time brings about in a case, and what timers are worked out from.
import type { Assignee, CaseAction, EscalationTarget, Policy } from '../../contracts/index.ts';
import type { ActionInput } from '../cases/act-on-case.ts';
import { inForce } from '../deadlines/deadlines.ts';
import type { Roster } from '../roster/roster.ts';

export interface PolicyInForce {
  /** Epoch ms from which on it holds; the first one holds for all that was before, too. */
  readonly from: number;
  readonly policy: Policy;
}

export interface DueInput extends Pick<ActionInput, 'case' | 'incidents' | 'log'> {
  /** Whether a camera of the case looks at its place at this moment: one that does not proves nothing. */
  isWatched: boolean;
  /** Who is on duty, as it is known now; nobody leaves when absent. */
  roster?: Pick<Roster, 'onDuty' | 'nextChange'> | undefined;
  /** Whether the log-in of whoever has it is disabled. */
  isHolderDisabled?: boolean | undefined;
  /** Oldest first, at least one. */
  policies: readonly PolicyInForce[];
  at: number;
}

/** One thing that time brings about at `dueAt`. */
export type Timer = { key: string; dueAt: number } & (
  | {
      brings: 'telling';
      tell: EscalationTarget | 'given';
      person: number;
      level: number;
      /** Who has it, and is told in place of the route. */
      to?: Assignee | undefined;
    }
  | { brings: 'action'; action: CaseAction }
);

/** The policy by which what began at a moment is judged: a later one does not change it. */
export function policyAt({ policies }: Pick<DueInput, 'policies'>, at: number): Policy | null {
  return inForce(policies, at)?.policy ?? null;
}
