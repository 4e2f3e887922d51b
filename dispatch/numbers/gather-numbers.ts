// The figures of a period: reads its cases in pages, with their logs, and counts them. Takes the store's part, the plans and the
// query; returns the rows.
import type { CellLimit, Numbers, NumbersQuery } from '../../contracts/index.ts';
import type { Plans } from '../engine/keep-plan.ts';
import type { CaseStore } from '../store/case-store.ts';
import { outcomeOf } from './case-outcome.ts';
import { createTally } from './tally.ts';

export interface NumbersParts {
  cases: Pick<CaseStore, 'pageOfDays'>;
  plans: Plans;
  at: number;
  /** Only cases of these cells are counted. */
  cells?: CellLimit;
}

const dayMs = 86_400_000;
/** The most cases in memory at once. */
const pageSize = 500;

export async function gatherNumbers(
  { cases, plans, at, cells }: NumbersParts,
  { from, to, by }: NumbersQuery,
): Promise<Numbers> {
  const tally = createTally(by);
  const until = new Date(Date.parse(to) + dayMs).toISOString().slice(0, 10);
  const days = { from: plain(from), until: plain(until), limit: pageSize, cells };
  let after: string | null = null;
  do {
    const page = await cases.pageOfDays({ ...days, after });
    for (const { log, ...file } of page)
      tally.add(
        outcomeOf({ case: file, log, policies: plans.versions, calendar: plans.calendar, at }),
      );
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null);
  } while (after !== null);
  return { from, to, by, rows: tally.rows() };
}

/** The prefix of case ids: `20261101`. */
function plain(day: string): string {
  return day.replaceAll('-', '');
}
