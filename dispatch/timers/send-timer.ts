// Carries out a timer that notifies people: a reminder or escalation while nobody accepts a case, or a warning of a limit. Pure:
// takes the case with its log, the people on duty and the timer; returns the step, the messages, and who is not notified and why.
import type { CaseStep, CaseStepName, StepDetails } from '../../contracts/index.ts';
import type { CaseRecord, GivenTo } from '../cases/case-record.ts';
import type { Telling } from '../delivery/telling.ts';
import { toRecipients, type Addressed, type Recipients } from '../routing/recipients.ts';
import { tellingOf } from './telling.ts';
import type { DueInput, Timer } from './timer.ts';

export interface SendInput extends DueInput {
  recipients: Recipients;
  /** The dashboard's address, without a slash at the end. */
  publicUrl: string;
}

export type Told = Omit<Telling, 'limit' | 'quietUntil'>;

export interface CarriedOut extends Told {
  case: CaseRecord;
  step: CaseStep;
}

type SendingTimer = Exclude<Timer, { brings: 'action' }>;

export function sendTimer(input: SendInput, timer: SendingTimer): CarriedOut {
  return timer.brings === 'telling' ? tell(input, timer) : warn(input, timer);
}

const stepNames = {
  given: 'told',
  again: 'reminded',
  'next-person': 'reminded',
  'next-level': 'escalated',
} as const;

function tell(input: SendInput, timer: Extract<Timer, { brings: 'telling' }>): CarriedOut {
  const { key, tell: target, level, person, to } = timer;
  // The person who snoozed it chose this time.
  const request = askedFor(input, to, to !== undefined);
  const addressed = toRecipients(request, { level, person });
  const { telling } = input.recipients;
  const purpose = target === 'given' ? 'news' : target;
  const told = tellingOf({ ...input, ...addressed, key, purpose, telling });
  const { quietUntil } = told;
  const { asked } = addressed;
  const details: StepDetails = { level, asked, ...(quietUntil !== null && { quietUntil }) };
  const step = stepOf(input, { step: stepNames[target], reason: addressed.trail, details, key });
  return { case: input.case, step, ...told };
}

/** Not held in quiet hours: the holder is at work on the case, and what is overdue must not wait. */
function warn(input: SendInput, timer: Extract<Timer, { brings: 'warning' }>): CarriedOut {
  const { key, limit, light, targets, to } = timer;
  const found = targets.map((target) =>
    toRecipients(
      askedFor(input, target === 'handler' ? to : { part: 'duty-leader' as const }, true),
    ),
  );
  const addressed = together(found);
  const { telling } = input.recipients;
  const purpose = light === 'yellow' ? 'due-soon' : 'overdue';
  const told = tellingOf({ ...input, ...addressed, key, purpose, limit, telling });
  const isRaised = light === 'red' && targets.includes('duty-leader');
  const step = stepOf(input, {
    step: isRaised ? 'escalated' : 'reminded',
    reason: `${limit} is ${light}; ${addressed.trail}`,
    details: { limit, light, asked: addressed.asked },
    key,
  });
  return { case: input.case, step, ...told };
}

function together(found: readonly Addressed[]): Omit<Addressed, 'passed'> {
  return {
    recipients: found.flatMap(({ recipients }) => recipients),
    group: found.find(({ group }) => group !== null)?.group ?? null,
    passedOver: found.flatMap(({ passedOver }) => passedOver),
    trail: found.map(({ trail }) => trail).join('; '),
    asked: found.flatMap(({ asked }) => asked),
  };
}

/** @param to instead of the people of the route */
function askedFor(input: SendInput, to: GivenTo['to'] | undefined, ringsThrough: boolean) {
  const givenTo: GivenTo | null = to ? { to, by: null, how: 'reminded' } : null;
  const file = givenTo === null ? input.case : { ...input.case, givenTo };
  return { case: file, recipients: input.recipients, at: input.at, ringsThrough };
}

function stepOf(
  { case: { state }, at }: SendInput,
  own: { step: CaseStepName; reason: string; details: StepDetails; key: string },
): CaseStep {
  return { state, at, actor: null, alertId: null, part: 'system', ...own };
}
