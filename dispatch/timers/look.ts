// Looks at a case and runs everything that is due. Pure: takes the case with its log, the policies, the people on duty and the
// time; returns the case and its new steps, the messages to send, who is not notified and why, and when to look again.
import type { CaseStep } from '../../contracts/index.ts';
import { actOnCase, systemActor } from '../cases/act-on-case.ts';
import type { CaseRecord } from '../cases/case-record.ts';
import { dueOf } from './due.ts';
import { sendTimer, type CarriedOut, type SendInput, type Told } from './send-timer.ts';
import type { Timer } from './timer.ts';
import { nothingTold, type Telling } from '../delivery/telling.ts';

export type LookInput = SendInput;

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

function toldNobody(): Told {
  return { outgoing: [], direct: [], untold: [] };
}

/** Null when the case no longer allows it. */
function carryOut(input: LookInput, timer: Timer): CarriedOut | null {
  const { at } = input;
  if (timer.brings !== 'action') return sendTimer(input, timer);
  const { action, key } = timer;
  const result = actOnCase({ ...input, action, actor: systemActor, at, key });
  if (!result.ok) return null;
  return { case: result.case, step: result.step, ...toldNobody() };
}
