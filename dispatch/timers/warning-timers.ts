// Who is warned that a limit of a case is nearly used (yellow) or exceeded (red). The holder is warned of what is left to do, and
// the duty leader of what the holder, a reviewer or an inspector has not done. Each colour of a limit warns once, also across
// pauses. Pure: takes the case with its log, the policies and the calendar; returns the timers of the limits that run now.
import type { CaseDeadline, LimitName, Warning, WarningTarget } from '../../contracts/index.ts';
import { snoozedUntil } from '../cases/case-facts.ts';
import { isSettled } from '../cases/transition-table.ts';
import { clocksOf, type CaseClocks } from '../deadlines/case-clocks.ts';
import { deadlinesOf, isFor } from '../deadlines/deadlines.ts';
import { holderOf } from './holder.ts';
import { policyAt, type DueInput, type Timer } from './timer.ts';

export function warningTimers(input: DueInput): Timer[] {
  const { case: file, calendar, log } = input;
  if (calendar === undefined || isSettled(file.state)) return [];
  const found = clocksOf(log);
  const warnings = found && policyAt(input, found.roundSince)?.warnings;
  if (!warnings || warnings.length === 0) return [];
  return deadlinesOf({ ...input, calendar })
    .filter(({ isRunning }) => isRunning)
    .flatMap((deadline) => {
      const warning = warningFor(warnings, input, deadline.name);
      return warning ? timersOf(input, { deadline, warning, found }) : [];
    });
}

function warningFor(
  warnings: readonly Warning[],
  input: DueInput,
  limit: LimitName,
): Warning | undefined {
  return warnings.find((one) => (one.limits?.includes(limit) ?? true) && isFor(one, input.case));
}

interface RunningLimit {
  deadline: CaseDeadline;
  warning: Warning;
  found: CaseClocks;
}

/** When red is due too, because the timer ran late, people are warned of red only. */
function timersOf(input: DueInput, { deadline, warning, found }: RunningLimit): Timer[] {
  const { name, greenUntil, yellowUntil } = deadline;
  const since = found.clocks[name].ran[0]?.from ?? 0;
  const isRed = yellowUntil !== null && yellowUntil <= input.at;
  const ends = [
    { light: 'yellow', dueAt: isRed ? null : greenUntil },
    { light: 'red', dueAt: yellowUntil },
  ] as const;
  return ends.flatMap(({ light, dueAt }): Timer[] => {
    const targets = warning[light].filter((target) => isMeant(target, light, input));
    if (dueAt === null || targets.length === 0) return [];
    const key = `warn-${name}-${since}-${light}`;
    return [{ brings: 'warning', key, dueAt, limit: name, light, targets, to: holderOf(input) }];
  });
}

/** Before a case is accepted the escalation reminds its people. A holder who has snoozed it knows that it is yellow. */
function isMeant(target: WarningTarget, light: 'yellow' | 'red', { case: file, log }: DueInput) {
  if (target === 'duty-leader') return true;
  const isTaken = file.state === 'acknowledged' || file.state === 'on-site';
  return isTaken && (light === 'red' || snoozedUntil(log) === null);
}
