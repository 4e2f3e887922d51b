// Makes a step of a case without any input from a person, as alerts cause it.
import type { CaseState, CaseStep, CaseStepName } from '../../contracts/index.ts';

export function bareStep(
  step: CaseStepName,
  state: CaseState,
  { at, alertId = null }: { at: number; alertId?: string | null },
): CaseStep {
  const nothing = { actor: null, part: null, reason: null, details: null, key: null };
  return { step, state, at, alertId, ...nothing };
}
