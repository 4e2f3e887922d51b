// The steps that somebody may take in a case now: the next one, and the others. Takes what dispatch allows and the queued steps.
// Pure.
import type { CaseDetail, CaseSummary, User } from '../../contracts/index.ts';
import { responderSteps, type QueuedStep, type ResponderStep } from '../offline/queued-step.ts';

export interface NextSteps {
  /** The main button; null when this person need not act. */
  next: ResponderStep | null;
  others: ResponderStep[];
}

/** The first of these that is allowed is the next step. */
const inOrder: readonly ResponderStep[] = ['acknowledge', 'arrive', 'handle'];

/** The steps that remain after each; after any other none remains. */
const leaves: Partial<Record<ResponderStep, readonly ResponderStep[]>> = {
  acknowledge: ['arrive', 'handle', 'void', 'transfer', 'escalate', 'snooze'],
  arrive: ['handle', 'void', 'transfer', 'escalate', 'snooze', 'wake'],
  snooze: ['arrive', 'handle', 'void', 'transfer', 'escalate'],
  wake: ['arrive', 'handle', 'void', 'transfer', 'escalate'],
  escalate: responderSteps.filter((one) => one !== 'escalate'),
};

export function nextSteps(
  detail: Pick<CaseDetail, 'actions' | keyof CaseSummary>,
  role: User['role'],
  waiting: readonly Pick<QueuedStep, 'action'>[],
): NextSteps {
  const allowed = waiting.reduce(
    (left, { action }) => afterQueued(left, action.action),
    allowedNow(detail, role),
  );
  const next = inOrder.find((one) => allowed.includes(one)) ?? null;
  return { next, others: allowed.filter((one) => one !== next) };
}

function allowedNow(
  { actions, state, acknowledgedAt }: Pick<CaseDetail, 'actions' | keyof CaseSummary>,
  role: User['role'],
): readonly ResponderStep[] {
  if (role === 'auditor') return [];
  if (actions !== undefined) return responderSteps.filter((one) => actions.includes(one));
  // A dispatch of an earlier release does not list the actions.
  const waits = acknowledgedAt === null && (state === 'dispatched' || state === 'returned');
  return waits ? ['acknowledge'] : [];
}

/** A guess by the phone: dispatch decides. */
function afterQueued(allowed: readonly ResponderStep[], queued: ResponderStep): ResponderStep[] {
  const rest = leaves[queued] ?? [];
  const opened: readonly ResponderStep[] = queued === 'acknowledge' ? ['arrive', 'handle'] : [];
  return responderSteps.filter(
    (one) => rest.includes(one) && (allowed.includes(one) || opened.includes(one)),
  );
}
