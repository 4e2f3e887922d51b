// How listed cases stand: the limit of each that presses most, and whom it was given to. Takes a page of cases; reads all
// their logs in one query.
import {
  mostPressing,
  type CaseStep,
  type CaseSummary,
  type ListedCase,
} from '../../contracts/index.ts';
import { deadlinesOf } from '../deadlines/deadlines.ts';
import { snoozedUntil } from '../cases/case-facts.ts';
import { isSettled } from '../cases/transition-table.ts';
import type { ApiParts } from './api-parts.ts';

export async function withStanding(
  { store, plans, clock }: Pick<ApiParts, 'store' | 'plans' | 'clock'>,
  cases: readonly CaseSummary[],
): Promise<ListedCase[]> {
  const logs = await store.cases.stepsOfEach(cases.map(({ id }) => id));
  const { versions: policies, calendar } = plans;
  return cases.map((one) => {
    const log = logs.get(one.id) ?? [];
    const deadlines = deadlinesOf({ case: one, log, policies, calendar, at: clock.now() });
    const deadline = isSettled(one.state) ? null : mostPressing(deadlines);
    return { ...one, deadline, assignee: assigneeOf(log), snoozedUntil: snoozedUntil(log) };
  });
}

/** Whoever was named last; nobody once it has gone back to those on duty. */
export function assigneeOf(log: readonly CaseStep[]): ListedCase['assignee'] {
  const given = log.findLast(({ step }) => givings.includes(step));
  return given?.details?.to ?? null;
}

const givings: readonly CaseStep['step'][] = [
  'dispatched',
  'transferred',
  'handed-on',
  're-opened',
  'resumed',
];
