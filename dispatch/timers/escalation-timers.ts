// Decides who is told again, and when, while nobody accepts a case, and when an acknowledgement without progress lapses. Pure:
// takes the case with its log and the policies; returns all timers of the present assignment, done or not.
import type { CaseState, CaseStep, Escalation } from '../../contracts/index.ts';
import { factsOf, snoozedUntil } from '../cases/case-facts.ts';
import { isFor } from '../deadlines/deadlines.ts';
import { policyAt, type DueInput, type Timer } from './timer.ts';

const given: readonly CaseState[] = ['dispatched', 'returned'];

export function escalationTimers(input: DueInput): Timer[] {
  const { state } = input.case;
  if (given.includes(state)) return tellings(input);
  return state === 'acknowledged' ? lapses(input) : [];
}

/** The index in the log of the present assignment. */
export function givenAt(log: readonly Pick<CaseStep, 'step' | 'state' | 'at'>[]): number {
  return log.findLastIndex(
    ({ step, state }, index) =>
      given.includes(state) && (isGiving(step) || log[index - 1]?.state !== state),
  );
}

function isGiving(step: CaseStep['step']): boolean {
  return step === 'transferred' || step === 'handed-on';
}

function tellings(input: DueInput): Timer[] {
  const index = givenAt(input.log);
  const given = input.log[index];
  if (given === undefined) return [];
  const timers = firstWord(given, index);
  const from = given.at;
  const rule = ruleAt(input, from);
  const last = rule?.steps.at(-1);
  if (rule === undefined || last === undefined) return timers;
  let person = 0;
  let level = 0;
  for (let round = 0; round <= rule.repeat; round += 1)
    rule.steps.forEach(({ after, tell }, number) => {
      if (tell === 'next-person') person += 1;
      if (tell === 'next-level') {
        person = 0;
        level = level + 1;
      }
      const key = `tell-${index}-${round}-${number}`;
      const dueAt = from + round * last.after + after;
      timers.push({ brings: 'telling', key, dueAt, tell, person, level });
    });
  return timers;
}

/** Alerts notify people themselves; an assignment by a person or a timer is notified here, at once. */
function firstWord({ alertId, at }: CaseStep, index: number): Timer[] {
  if (alertId !== null) return [];
  const toFirst = { tell: 'given', person: 0, level: 0 } as const;
  return [{ brings: 'telling', key: `give-${index}`, dueAt: at, ...toFirst }];
}

/** No reminder while the handler waits for another department, or has snoozed the case. */
function lapses(input: DueInput): Timer[] {
  const { log } = input;
  if (factsOf(log).isWaiting || snoozedUntil(log) !== null) return [];
  const taken = log.findLastIndex(({ step }) => beginsAnew.includes(step));
  const step = log[taken];
  const afterMs = step && ruleAt(input, step.at)?.acknowledgementLapsesAfter;
  if (step === undefined || afterMs === undefined) return [];
  const reason = 'acknowledged, and nothing came of it';
  return [
    {
      brings: 'action',
      key: `lapse-${taken}`,
      dueAt: step.at + afterMs,
      action: { action: 'lapse', reason },
    },
  ];
}

const beginsAnew: readonly CaseStep['step'][] = ['acknowledged', 'went-on', 'woken'];

function ruleAt(input: DueInput, at: number): Escalation | undefined {
  return policyAt(input, at)?.escalation.find((rule) => isFor(rule, input.case));
}
