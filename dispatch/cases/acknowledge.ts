// A person takes a case on. Pure: takes the case, who and when; gives the case after it, or why not.
import type { CaseState } from '../../contracts/index.ts';
import { followingStates, type CaseRecord, type CaseStep } from './case-record.ts';

export type AcknowledgeRefusal = 'already-acknowledged' | 'not-open';

export type Acknowledgement =
  { ok: true; case: CaseRecord; step: CaseStep } | { ok: false; reason: AcknowledgeRefusal };

export function acknowledgeCase(current: CaseRecord, actor: string, at: number): Acknowledgement {
  if (current.acknowledgedAt !== null) return { ok: false, reason: 'already-acknowledged' };
  const state: CaseState = 'acknowledged';
  if (!followingStates(current.state).includes(state)) return { ok: false, reason: 'not-open' };
  return {
    ok: true,
    case: { ...current, state, acknowledgedAt: at, acknowledgedBy: actor },
    step: { step: 'acknowledged', state, at, actor, alertId: null },
  };
}
