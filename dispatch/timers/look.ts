// Looks at a case and runs everything that is due. Pure: takes the case with its log, the policies, the people on duty and the
// time; returns the case and its new steps, the messages to send, who is not notified and why, and when to look again.
import type { CaseStep, StepDetails } from '../../contracts/index.ts';
import { actOnCase, systemActor } from '../cases/act-on-case.ts';
import type { CaseRecord, GivenTo } from '../cases/case-record.ts';
import { toRecipients, type Recipients } from '../routing/recipients.ts';
import { dueOf } from './due.ts';
import { tellingOf } from './telling.ts';
import type { DueInput, Timer } from './timer.ts';
import { nothingTold, type Telling } from '../delivery/telling.ts';

export interface LookInput extends DueInput {
  recipients: Recipients;
  /** The dashboard's address, without a slash at the end. */
  publicUrl: string;
}

export interface Look extends Telling {
  case: CaseRecord;
  steps: CaseStep[];
  /** Epoch ms; null when no timer is pending. */
  nextAt: number | null;
}

/** More than can be due in one case; any rest runs at the next look. */
const mostAtOnce = 200;

export function lookAt(input: LookInput): Look {
  let now: LookInput = input;
  const limit = input.recipients.telling?.perPerson ?? null;
  const done: Look = {
    case: input.case,
    steps: [],
    ...nothingTold,
    ...toldNobody(),
    limit,
    nextAt: null,
  };
  const refused = new Set<string>();
  for (let count = 0; count < mostAtOnce; count += 1) {
    const due = dueOf(now);
    const timer = due.timers.find(({ key }) => !refused.has(key));
    done.nextAt = due.nextAt;
    if (timer === undefined) return done;
    const result = carryOut(now, timer);
    if (result === null) {
      refused.add(timer.key);
      continue;
    }
    done.case = result.case;
    done.steps.push(result.step);
    done.outgoing.push(...result.outgoing);
    done.direct.push(...result.direct);
    done.untold.push(...result.untold);
    now = { ...now, case: result.case, log: [...now.log, result.step] };
  }
  return { ...done, nextAt: input.at };
}

type Told = Omit<Telling, 'limit' | 'quietUntil'>;

function toldNobody(): Told {
  return { outgoing: [], direct: [], untold: [] };
}

interface CarriedOut extends Told {
  case: CaseRecord;
  step: CaseStep;
}

/** Null when the case no longer allows it. */
function carryOut(input: LookInput, timer: Timer): CarriedOut | null {
  const { at } = input;
  if (timer.brings === 'telling') return tell(input, timer);
  const { action, key } = timer;
  const result = actOnCase({ ...input, action, actor: systemActor, at, key });
  if (!result.ok) return null;
  return { case: result.case, step: result.step, ...toldNobody() };
}

const stepNames = {
  given: 'told',
  again: 'reminded',
  'next-person': 'reminded',
  'next-level': 'escalated',
} as const;

function tell(input: LookInput, timer: Extract<Timer, { brings: 'telling' }>): CarriedOut {
  const { at } = input;
  const { key, tell: target, level, person, to } = timer;
  const givenTo: GivenTo | null = to ? { to, by: null, how: 'reminded' } : null;
  const file = givenTo === null ? input.case : { ...input.case, givenTo };
  // The person who snoozed it chose this time.
  const asked = { ...input, case: file, ringsThrough: to !== undefined };
  const { recipients, group, trail, passedOver } = toRecipients(asked, { level, person });
  const { telling } = input.recipients;
  const told = tellingOf({ ...input, key, target, recipients, group, passedOver, telling });
  const { quietUntil } = told;
  const details: StepDetails = quietUntil === null ? { level } : { level, quietUntil };
  const step: CaseStep = {
    step: stepNames[target],
    state: input.case.state,
    at,
    actor: null,
    alertId: null,
    part: 'system',
    reason: trail,
    details,
    key,
  };
  return { case: input.case, step, ...told };
}
