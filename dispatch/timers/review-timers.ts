// Which new cases wait for a review, and what happens if nobody reviews them in time. Pure: takes the case with its log, and the
// policies; returns the rule for a new case, and the timer of a waiting one.
import type { CaseAction, CaseSummary, ReviewGate, ReviewRule } from '../../contracts/index.ts';
import { inForce, isFor } from '../deadlines/deadlines.ts';
import type { DueInput, PolicyInForce, Timer } from './timer.ts';

type Reviewed = Pick<CaseSummary, 'kind' | 'matterCode' | 'severity' | 'fenceId'>;

/** The first matching rule; null when the case goes out at once. */
export function reviewFor(
  file: Reviewed,
  policies: readonly PolicyInForce[],
  at: number,
  gates: readonly ReviewGate[] = [],
): ReviewRule | null {
  const set = gateFor(file, gates)?.rule ?? 'site-file';
  if (set === 'off') return null;
  if (set !== 'site-file') return { within: set.withinMs, otherwise: set.otherwise };
  const rules = inForce(policies, at)?.policy.review ?? [];
  const isMeant = ({ fences }: ReviewRule) => fences?.includes(file.fenceId) ?? true;
  return rules.find((rule) => isMeant(rule) && isFor(rule, file)) ?? null;
}

/** A setting of its fence takes precedence over one of its kind. */
function gateFor({ fenceId, kind }: Reviewed, gates: readonly ReviewGate[]): ReviewGate | null {
  const isSet = (of: ReviewGate['of'], id: string) =>
    gates.find((gate) => gate.of === of && gate.id === id && gate.rule !== 'site-file');
  return isSet('fence', fenceId) ?? isSet('kind', kind) ?? null;
}

export function reviewTimers({ case: { state, present }, log }: DueInput): Timer[] {
  const index = log.findLastIndex(({ step }) => step === 'held-for-review');
  const { until, otherwise = 'send' } = log[index]?.details ?? {};
  if (state !== 'reported' || until === undefined) return [];
  const action = atEnd(otherwise, present);
  return [{ brings: 'action', key: `review-${index}`, dueAt: until, action }];
}

/** A case that is clear by then needs nobody any more. */
function atEnd(otherwise: ReviewRule['otherwise'], present: boolean): CaseAction {
  if (!present) return { action: 'lapse-review', reason: 'clear before anybody reviewed it' };
  const reason = 'nobody reviewed it in time';
  return otherwise === 'send' ? { action: 'confirm', reason } : { action: 'lapse-review', reason };
}
