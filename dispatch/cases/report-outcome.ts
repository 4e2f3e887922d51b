// The answer to the person who reported something. Pure: takes the state of the case
// and the log; returns the outcome and the last note of the people who handle it.
import type { CaseState, CaseStep, OwnReport, ReportOutcome } from '../../contracts/index.ts';

const outcomes: Record<CaseState, ReportOutcome> = {
  reported: 'waits',
  accepted: 'waits',
  dispatched: 'given',
  acknowledged: 'in-hand',
  'on-site': 'in-hand',
  handled: 'in-hand',
  returned: 'in-hand',
  verified: 'done',
  closed: 'done',
  void: 'refused',
  deferred: 'put-off',
};

export function answerOf(
  state: CaseState,
  log: readonly Pick<CaseStep, 'at' | 'state' | 'reason' | 'part'>[],
): Pick<OwnReport, 'outcome' | 'answer'> {
  // Reasons of reminders are not shown to the reporter.
  const changes = log.filter((step, index) => index === 0 || step.state !== log[index - 1]?.state);
  const last = changes.at(-1);
  const reason = changes.length > 1 ? (last?.reason ?? null) : null;
  return { outcome: outcomes[state], answer: { at: last?.at ?? 0, reason } };
}
