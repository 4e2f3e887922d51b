// The end of a snooze: the case's holder has it again and is notified. Pure: takes the case with its log; returns the timers.
import { snoozeIn } from '../cases/case-facts.ts';
import { holderOf } from './holder.ts';
import type { DueInput, Timer } from './timer.ts';

export function snoozeTimers({ case: file, log }: DueInput): Timer[] {
  if (file.state !== 'acknowledged' && file.state !== 'on-site') return [];
  const index = snoozeIn(log);
  const until = log[index]?.details?.until;
  if (until === undefined) return wokenTimers({ file, log });
  const action = { action: 'wake', reason: 'the snooze is over' } as const;
  return [{ brings: 'action', key: `wake-${index}`, dueAt: until, action }];
}

type Woken = { file: DueInput['case']; log: DueInput['log'] };

/** A holder who ends it needs no notification. */
function wokenTimers({ file, log }: Woken): Timer[] {
  const index = log.findLastIndex(({ step }) => step === 'woken');
  const step = log[index];
  const isTaken = log.slice(index + 1).some((later) => later.state !== step?.state);
  if (step === undefined || step.actor !== null || isTaken) return [];
  const toFirst = { tell: 'again', person: 0, level: 0 } as const;
  const to = holderOf({ case: file, log });
  return [{ brings: 'telling', key: `remind-${index}`, dueAt: step.at, ...toFirst, to }];
}
