// Sums the outcomes of cases into one row per group. Pure. Takes outcomes one by one, because there may be a hundred thousand;
// returns the rows.
import {
  voidReasons,
  type NumberGroup,
  type NumbersRow,
  type VoidReason,
} from '../../contracts/index.ts';
import type { CaseOutcome } from './case-outcome.ts';

export interface Tally {
  add(outcome: CaseOutcome): void;
  rows(): NumbersRow[];
}

export const groupOf: Record<NumberGroup, (outcome: CaseOutcome) => string> = {
  all: () => 'all',
  month: ({ month }) => month,
  kind: ({ case: { kind } }) => kind,
  cell: ({ case: { gridCell } }) => gridCell ?? '',
  person: ({ person }) => person ?? '',
  fence: ({ case: { fenceId } }) => fenceId,
  severity: ({ case: { severity } }) => severity ?? 'normal',
  level: ({ level }) => String(level),
};

export function createTally(by: NumberGroup): Tally {
  const sums = new Map<string, Sums>();
  return {
    add: (outcome) => {
      const group = groupOf[by](outcome);
      const sum = sums.get(group) ?? emptySums();
      sums.set(group, sum);
      count(sum, outcome);
    },
    rows: () => {
      const rows = [...sums].map(([group, sum]) => rowOf(group, sum));
      return rows.sort((a, b) =>
        by === 'month' || by === 'level'
          ? a.group.localeCompare(b.group, 'en', { numeric: true })
          : b.cases - a.cases || a.group.localeCompare(b.group, 'en'),
      );
    },
  };
}

type Counts = Pick<
  NumbersRow,
  | 'cases'
  | 'open'
  | 'closed'
  | 'overdue'
  | 'void'
  | 'lapsed'
  | 'handled'
  | 'returned'
  | 'reopened'
  | 'escalated'
  | 'due'
  | 'onTime'
>;

interface Sums extends Counts {
  closedInTime: number;
  voidBy: Map<VoidReason, number>;
  toAcknowledge: number[];
  toOnSite: number[];
  toSettle: number[];
}

function emptySums(): Sums {
  return {
    cases: 0,
    open: 0,
    closed: 0,
    overdue: 0,
    void: 0,
    lapsed: 0,
    handled: 0,
    returned: 0,
    reopened: 0,
    escalated: 0,
    due: 0,
    onTime: 0,
    closedInTime: 0,
    voidBy: new Map(),
    toAcknowledge: [],
    toOnSite: [],
    toSettle: [],
  };
}

function count(sum: Sums, outcome: CaseOutcome): void {
  sum.cases += 1;
  sum[outcome.end] += 1;
  sum.overdue += Number(outcome.isOverdue);
  sum.handled += Number(outcome.wasHandled);
  sum.returned += Number(outcome.wasReturned);
  sum.reopened += Number(outcome.wasReopened);
  sum.escalated += Number(outcome.wasEscalated);
  if (outcome.voidWhy !== null)
    sum.voidBy.set(outcome.voidWhy, (sum.voidBy.get(outcome.voidWhy) ?? 0) + 1);
  countTimes(sum, outcome);
}

/** A case that is void or was never sent out needs no handling: it is neither late nor in time. */
function countTimes(sum: Sums, outcome: CaseOutcome): void {
  if (outcome.end === 'void' || outcome.end === 'lapsed') return;
  if (outcome.handledInTime !== null) sum.due += 1;
  if (outcome.handledInTime === true) {
    sum.onTime += 1;
    if (outcome.end === 'closed') sum.closedInTime += 1;
  }
  if (outcome.toAcknowledgeMs !== null) sum.toAcknowledge.push(outcome.toAcknowledgeMs);
  if (outcome.toOnSiteMs !== null) sum.toOnSite.push(outcome.toOnSiteMs);
  if (outcome.toSettleMs !== null) sum.toSettle.push(outcome.toSettleMs);
}

function rowOf(group: string, sum: Sums): NumbersRow {
  const { closedInTime, voidBy, toAcknowledge, toOnSite, toSettle, ...counts } = sum;
  const reasons = voidReasons.map((why) => [why, voidBy.get(why) ?? 0] as const);
  return {
    group,
    ...counts,
    voidByReason: Object.fromEntries(reasons) as Record<VoidReason, number>,
    voidShare: share(counts.void, counts.cases - counts.lapsed),
    returnedShare: share(counts.returned, counts.handled),
    onTimeShare: share(counts.onTime, counts.due),
    closedOnTimeShare: share(closedInTime, counts.due),
    toAcknowledge: durations(toAcknowledge),
    toOnSite: durations(toOnSite),
    toSettle: durations(toSettle),
  };
}

/** Rounded to a hundredth of a percent. At most 1: a camera may return a case that nobody has handled. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.min(1, Math.round((part / whole) * 10_000) / 10_000);
}

/** Nearest rank: the smallest value that this share of all values does not exceed. */
function durations(values: readonly number[]): NumbersRow['toSettle'] {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (portion: number) => sorted[Math.ceil(portion * sorted.length) - 1] ?? 0;
  return { cases: sorted.length, medianMs: rank(0.5), p90Ms: rank(0.9) };
}
