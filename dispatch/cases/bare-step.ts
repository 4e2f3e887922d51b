// A step of a case with nothing given but what happened: what an alert does to a case is written down so.
import type { CaseState, CaseStep, CaseStepName } from '../../contracts/index.ts';

export function bareStep(
  step: CaseStepName,
  state: CaseState,
  { at, alertId = null }: { at: number; alertId?: string | null },
): CaseStep {
  const nothing = { actor: null, part: null, reason: null, details: null, key: null };
  return { step, state, at, alertId, ...nothing };
}
