// The actions on the evidence of a case that are offered to a role, a copy of dispatch's access table; dispatch decides. Takes the
// role and the case; returns actions.
import type { CaseDetail } from '../../contracts/index.ts';
import { settledStates } from '../../contracts/index.ts';
import type { HoldStep } from '../api/evidence-calls.ts';

export function stepsFor(
  role: string,
  {
    evidence,
    state,
    hasPicture,
    hasClip,
  }: Pick<CaseDetail, 'evidence' | 'state' | 'hasPicture' | 'hasClip'>,
): HoldStep[] {
  // A dispatch of an earlier release has no holds.
  if (evidence === undefined || !['auditor', 'admin'].includes(role)) return [];
  if (evidence.hold !== null) return ['hold/lift'];
  const isSettled = settledStates.some((one) => one === state);
  const mayDelete = role === 'admin' && isSettled && (hasPicture || hasClip);
  return mayDelete ? ['hold', 'delete-evidence'] : ['hold'];
}
