// Accepted cases at the end of a shift: an unsettled case of a person who leaves goes to the people then on duty. Pure: takes the
// case with its log, the current roster and the policies; returns the timer of the case's holder. A roster change or a disabled
// log-in ends a shift too.
import {
  defaultShiftEnd,
  type Assignee,
  type CaseAction,
  type CaseStep,
  type LeaverReason,
  type TakenDuty,
} from '../../contracts/index.ts';
import { dutyEnd } from '../roster/duty-end.ts';
import { policyAt, type DueInput, type Timer } from './timer.ts';

export function leaverTimers(input: DueInput): Timer[] {
  const { case: file, log, at } = input;
  if (file.state !== 'acknowledged' && file.state !== 'on-site') return [];
  const index = log.findLastIndex((step) => takesOn(step, file.acknowledgedBy));
  const duty = log[index]?.details?.duty ?? null;
  const key = `leaver-${index}`;
  if (input.isHolderDisabled === true)
    return [timer(key, at, { to: leaderOf(duty), leaver: 'log-in-disabled' })];
  const { taken } = policyAt(input, at)?.shiftEnd ?? defaultShiftEnd;
  if (duty === null || input.roster === undefined || taken === 'keep') return [];
  const end = dutyEnd(input.roster, duty, at);
  const to: Assignee = { unit: duty.unit, part: duty.part };
  return [timer(key, end.isGone ? at : end.servesUntil, { to, leaver: 'shift-over' })];
}

function takesOn({ step, actor }: CaseStep, holder: string | null): boolean {
  return (step === 'acknowledged' || step === 'on-site') && actor === holder;
}

/** The person may still be in the roster, so the leader of the unit decides. */
function leaderOf(duty: TakenDuty | null): Assignee {
  return duty === null ? { part: 'duty-leader' } : { unit: duty.unit, part: 'duty-leader' };
}

const reasons: Record<LeaverReason, string> = {
  'shift-over': 'the shift of the person who had it is over',
  'log-in-disabled': 'the log-in of the person who had it was disabled',
};

function timer(
  key: string,
  dueAt: number,
  { to, leaver }: { to: Assignee; leaver: LeaverReason },
): Timer {
  const action: CaseAction = { action: 'hand-on', to, leaver, reason: reasons[leaver] };
  return { brings: 'action', key, dueAt, action };
}
