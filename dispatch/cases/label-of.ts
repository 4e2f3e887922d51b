// What a person has said of a case: the last word that counts as a verdict. Pure: takes the log, oldest first; gives the
// verdict with who said it, when and why; null where no person has said anything.
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
    // A case that is re-opened was taken for what it is after all, or will be judged anew: what was said of it falls.
    if (step.step === 're-opened') return null;
    return saidIn(step) ?? said;
  }, null);
}

function saidIn({ step, actor, at, reason, details }: CaseStep): SaidOfCase | null {
  // Dispatch itself, by a timer or a camera, has no opinion.
  if (actor === null) return null;
  const verdict = verdictIn(step, details);
  return verdict === null ? null : { verdict, step, person: actor, at, reason };
}

function verdictIn(step: CaseStep['step'], details: CaseStep['details']): LabelVerdict | null {
  if (confirming.includes(step)) return 'confirmed';
  return step === 'void' || step === 'dismissed' ? (details?.why ?? null) : null;
}

const confirming: readonly CaseStep['step'][] = ['confirmed', 'handled', 'verified'];
