// What somebody may say of a case now: one step that comes next, and the others. Takes what dispatch allows and what was said
// and is still on its way. Pure.
import type { CaseDetail, CaseSummary, User } from '../../contracts/index.ts';
import { sayings, type Said, type Saying } from '../offline/said.ts';

export interface NextSteps {
  /** The one under the thumb; null when nothing is expected of this person. */
  next: Saying | null;
  others: Saying[];
}

/** Taking it on, being there, having seen to it: whichever comes first is next. */
const inOrder: readonly Saying[] = ['acknowledge', 'arrive', 'handle'];

/** What each leaves to be said; the rest leave nothing. */
const leaves: Partial<Record<Saying, readonly Saying[]>> = {
  acknowledge: ['arrive', 'handle', 'void', 'transfer', 'escalate', 'snooze'],
  arrive: ['handle', 'void', 'transfer', 'escalate', 'snooze', 'wake'],
  snooze: ['arrive', 'handle', 'void', 'transfer', 'escalate'],
  wake: ['arrive', 'handle', 'void', 'transfer', 'escalate'],
  escalate: sayings.filter((one) => one !== 'escalate'),
};

export function nextSteps(
  detail: Pick<CaseDetail, 'actions' | keyof CaseSummary>,
  role: User['role'],
  waiting: readonly Pick<Said, 'action'>[],
): NextSteps {
  const allowed = waiting.reduce(
    (left, { action }) => afterSaid(left, action.action),
    allowedNow(detail, role),
  );
  const next = inOrder.find((one) => allowed.includes(one)) ?? null;
  return { next, others: allowed.filter((one) => one !== next) };
}

function allowedNow(
  { actions, state, acknowledgedAt }: Pick<CaseDetail, 'actions' | keyof CaseSummary>,
  role: User['role'],
): readonly Saying[] {
  if (role === 'auditor') return [];
  if (actions !== undefined) return sayings.filter((one) => actions.includes(one));
  // A dispatch of an earlier release does not say.
  const waits = acknowledgedAt === null && (state === 'dispatched' || state === 'returned');
  return waits ? ['acknowledge'] : [];
}

/** As far as a phone can tell: dispatch has the last word. */
function afterSaid(allowed: readonly Saying[], said: Saying): Saying[] {
  const rest = leaves[said] ?? [];
  const opened: readonly Saying[] = said === 'acknowledge' ? ['arrive', 'handle'] : [];
  return sayings.filter(
    (one) => rest.includes(one) && (allowed.includes(one) || opened.includes(one)),
  );
}
