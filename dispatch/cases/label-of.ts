// The verdict of people on a case: the last one counts. Pure: takes the log, oldest first; returns the
// verdict with its person, time and reason; null without one.
import type { CaseStep, LabelVerdict } from '../../contracts/index.ts';

export interface SaidOfCase {
  verdict: LabelVerdict;
  step: CaseStep['step'];
  person: string;
  at: number;
  reason: string | null;
}

export function labelOf(log: readonly CaseStep[]): SaidOfCase | null {
  return log.reduce<SaidOfCase | null>((said, step) => {
    // Re-opening a case removes its verdict: it will be judged again.
    if (step.step === 're-opened') return null;
    return saidIn(step) ?? said;
  }, null);
}

function saidIn({ step, actor, at, reason, details }: CaseStep): SaidOfCase | null {
  // Decisions of dispatch itself, by a timer or a camera, are not verdicts.
  if (actor === null) return null;
  const verdict = verdictIn(step, details);
  return verdict === null ? null : { verdict, step, person: actor, at, reason };
}

function verdictIn(step: CaseStep['step'], details: CaseStep['details']): LabelVerdict | null {
  if (confirming.includes(step)) return 'confirmed';
  return step === 'void' || step === 'dismissed' ? (details?.why ?? null) : null;
}

const confirming: readonly CaseStep['step'][] = ['confirmed', 'handled', 'verified'];
