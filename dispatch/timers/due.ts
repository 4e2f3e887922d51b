// The due timers of a case: reminders and escalation while nobody accepts it, warnings of limits, a lapsed acknowledgement, the end
// of a deferral, and closure by camera after "handled". Pure: takes the case with its log, the policies and the time; returns what is due by
// then and not yet in the log, in order, and when to look again. Each timer has a key that is in the log once it has run, so that
// it runs once.
import type { CaseAction } from '../../contracts/index.ts';
import { closureTimers } from './closure-timers.ts';
import { escalationTimers } from './escalation-timers.ts';
import { leaverTimers } from './leaver-timers.ts';
import { quietTimers } from './quiet-timers.ts';
import { reviewTimers } from './review-timers.ts';
import { snoozeTimers } from './snooze-timers.ts';
import type { DueInput, Timer } from './timer.ts';
import { warningTimers } from './warning-timers.ts';

export interface Due {
  /** In order of time. */
  timers: Timer[];
  /** Epoch ms; null when no timer is pending. */
  nextAt: number | null;
}

export function dueOf(input: DueInput): Due {
  const done = new Set(input.log.map(({ key }) => key));
  const open = timersOf(input)
    .filter(({ key }) => !done.has(key))
    .sort((a, b) => a.dueAt - b.dueAt);
  const later = open.find(({ dueAt }) => dueAt > input.at);
  return { timers: open.filter(({ dueAt }) => dueAt <= input.at), nextAt: later?.dueAt ?? null };
}

function timersOf(input: DueInput): Timer[] {
  return [
    ...escalationTimers(input),
    ...deferralTimers(input),
    ...closureTimers(input),
    ...reviewTimers(input),
    ...leaverTimers(input),
    ...snoozeTimers(input),
    ...quietTimers(input),
    ...warningTimers(input),
  ];
}

/** A deferred case is resumed at the end of its deferral. */
function deferralTimers({ case: { state }, log }: DueInput): Timer[] {
  const index = log.findLastIndex(({ step }) => step === 'deferred');
  const until = log[index]?.details?.until;
  if (state !== 'deferred' || until === undefined) return [];
  const action: CaseAction = { action: 'resume', reason: 'the deferral is over' };
  return [{ brings: 'action', key: `resume-${index}`, dueAt: until, action }];
}
