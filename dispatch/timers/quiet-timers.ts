// Messages held for quiet hours. At the end of the quiet hours the people then on duty are notified, unless somebody has accepted
// the case. A case that becomes urgent does not wait. Pure: takes the case with its log; returns one timer per end.
import { isUrgent } from '../../contracts/index.ts';
import { isSettled } from '../cases/transition-table.ts';
import { givenAt } from './escalation-timers.ts';
import type { DueInput, Timer } from './timer.ts';

export function quietTimers({ case: file, log }: DueInput): Timer[] {
  if (isSettled(file.state) || file.state === 'reported') return [];
  // The person who accepted the case knows about it.
  const takenAt = log.findLastIndex(({ step }) => step === 'acknowledged' || step === 'handled');
  const found = new Map<number, number>();
  for (const { at, details } of log.slice(Math.max(givenAt(log), takenAt, 0)))
    if (details?.quietUntil !== undefined && !found.has(details.quietUntil))
      found.set(details.quietUntil, at);
  const isPressing = isUrgent(file.severity);
  return [...found].map(([until, heldAt]) => ({
    brings: 'telling',
    key: `quiet-${until}`,
    tell: 'given',
    person: 0,
    level: 0,
    dueAt: isPressing ? heldAt : until,
  }));
}
