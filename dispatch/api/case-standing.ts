// The deadline and the holder of listed cases: for each case the limit that runs out first, and the assignee. Takes a page of
// cases; reads all their logs in one query.
import {
  mostPressing,
  type CaseStep,
  type CaseSummary,
  type ListedCase,
} from '../../contracts/index.ts';
import { givingSteps, snoozedUntil } from '../cases/case-facts.ts';
import { isSettled } from '../cases/transition-table.ts';
import { deadlinesOf } from '../deadlines/deadlines.ts';
import type { ApiParts } from './api-parts.ts';

export async function withStanding(
  { store, plans, clock }: Pick<ApiParts, 'store' | 'plans' | 'clock'>,
  cases: readonly CaseSummary[],
): Promise<ListedCase[]> {
  const [over, open] = partedBy(cases, ({ state }) => isSettled(state));
  // Of a settled case only the last holder is shown.
  const logs = await store.cases.standingOf({
    whole: open.map(({ id }) => id),
    givings: over.map(({ id }) => id),
  });
  const { versions: policies, calendar } = plans;
  return cases.map((one) => {
    const log = logs.get(one.id) ?? [];
    const isOver = isSettled(one.state);
    const limits = () => deadlinesOf({ case: one, log, policies, calendar, at: clock.now() });
    return {
      ...one,
      deadline: isOver ? null : mostPressing(limits()),
      assignee: assigneeOf(log),
      snoozedUntil: isOver ? null : snoozedUntil(log),
    };
  });
}

function partedBy<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** The last named person; null after the case has returned to the people on duty. */
export function assigneeOf(
  log: readonly Pick<CaseStep, 'step' | 'details'>[],
): ListedCase['assignee'] {
  const given = log.findLast(({ step }) => givingSteps.includes(step));
  return given?.details?.to ?? null;
}
