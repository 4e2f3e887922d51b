// Facts of a case that its state alone does not show. Pure: takes the steps, oldest first; returns who handled it last, who asked
// for a deferral that is not granted yet, whether it waits for another department, and whether its object came back.
import type { CaseStep, CaseStepName } from '../../contracts/index.ts';

export interface CaseFacts {
  handledBy: string | null;
  deferralAskedBy: string | null;
  isWaiting: boolean;
  /** The object came back, and nobody has accepted the case since. By the order of the log, because clocks of edges differ. */
  isBackUntaken: boolean;
}

/** Steps that answer a request to defer, or make it pointless. The end of a shift does not. */
const endsRequest: readonly CaseStepName[] = [
  'deferred',
  'handled',
  'transferred',
  'void',
  'returned',
  're-opened',
];
/** Steps that end the wait for another department. */
export const endsWaiting: readonly CaseStepName[] = [
  'went-on',
  'handled',
  'deferred',
  'transferred',
  'void',
  'returned',
  're-opened',
];

/** Steps that assign the case, by name or to the people on duty. */
export const givingSteps: readonly CaseStepName[] = [
  'dispatched',
  'transferred',
  'handed-on',
  're-opened',
  'resumed',
];

const takesOn: readonly CaseStepName[] = ['acknowledged', 'handled'];

export function factsOf(log: readonly Pick<CaseStep, 'step' | 'actor'>[]): CaseFacts {
  return log.reduce<CaseFacts>(
    (facts, { step, actor }) => ({
      handledBy: step === 'handled' ? actor : facts.handledBy,
      deferralAskedBy: askedBy(facts.deferralAskedBy, step, actor),
      isWaiting: step === 'waiting' || (facts.isWaiting && !endsWaiting.includes(step)),
      isBackUntaken: step === 'came-back' || (facts.isBackUntaken && !takesOn.includes(step)),
    }),
    { handledBy: null, deferralAskedBy: null, isWaiting: false, isBackUntaken: false },
  );
}

function askedBy(before: string | null, step: CaseStepName, actor: string | null): string | null {
  if (step === 'deferral-asked') return actor;
  return endsRequest.includes(step) ? null : before;
}

/** Steps that end a snooze. */
const endsSnooze: readonly CaseStepName[] = [
  ...endsWaiting,
  'woken',
  'closed',
  'acknowledged',
  'acknowledgement-lapsed',
  'came-back',
];

/** The index of the active snooze in the log; -1 when there is none. */
export function snoozeIn(log: readonly Pick<CaseStep, 'step'>[]): number {
  const index = log.findLastIndex(({ step }) => step === 'snoozed' || endsSnooze.includes(step));
  return log[index]?.step === 'snoozed' ? index : -1;
}

/** Until when a case is snoozed by its holder; null when it is not. */
export function snoozedUntil(log: readonly Pick<CaseStep, 'step' | 'details'>[]): number | null {
  return log[snoozeIn(log)]?.details?.until ?? null;
}
