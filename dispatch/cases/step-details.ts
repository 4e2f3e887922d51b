// The details recorded with a step: assignee, end, photos, reason, the time at which it was said, and the role in which
// somebody accepted the case. Pure: takes the action and the duty of the actor.
import type { CaseAction, CaseActionName, StepDetails, TakenDuty } from '../../contracts/index.ts';
import { photosOf } from './photo-proof.ts';

export function detailsOf({
  action,
  duty,
}: {
  action: CaseAction;
  duty?: TakenDuty | null | undefined;
}): StepDetails | null {
  const given = withSaidAt(action, givenIn(action));
  if (!takings.includes(action.action) || !duty) return given;
  return { ...given, duty };
}

function withSaidAt(action: CaseAction, given: StepDetails | null): StepDetails | null {
  const saidAt = 'saidAt' in action ? action.saidAt : undefined;
  return saidAt === undefined ? given : { ...given, saidAt };
}

/** Steps by which somebody accepts the case. */
export const takings: readonly CaseActionName[] = ['acknowledge', 'arrive', 'handle'];

function givenIn(action: CaseAction): StepDetails | null {
  switch (action.action) {
    case 'hand-on':
      return { to: action.to, leaver: action.leaver };
    case 'dispatch':
    case 'transfer':
      return action.to === undefined ? null : { to: action.to };
    case 'arrive':
    case 'handle':
    case 'verify':
    case 'return': {
      const photos = photosOf(action);
      return photos.length === 0 ? null : { photos };
    }
    case 'ask-to-defer':
    case 'defer':
    case 'snooze':
      return { until: action.until };
    case 'void':
    case 'dismiss':
      return action.duplicateOf === undefined
        ? { why: action.why }
        : { why: action.why, duplicateOf: action.duplicateOf };
    case 'accept':
    case 'confirm':
    case 'lapse-review':
    case 'acknowledge':
    case 'close':
    case 'resume':
    case 'wait':
    case 'wake':
    case 'go-on':
    case 'escalate':
    case 'lapse':
    case 'note-clear':
    case 'close-clear':
    case 'reopen':
      return null;
  }
}
