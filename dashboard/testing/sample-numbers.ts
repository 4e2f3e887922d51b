// Sample numbers: rows of a few groups; a test sets the values that it needs.
import type { NumbersQuery, NumbersRow } from '../../contracts/index.ts';

const minute = 60_000;

export function aNumbersRow(part: Partial<NumbersRow> = {}): NumbersRow {
  return {
    group: 'all',
    cases: 20,
    open: 2,
    closed: 16,
    overdue: 1,
    void: 2,
    lapsed: 0,
    voidByReason: {
      'false-alarm': 2,
      permitted: 0,
      'not-a-matter': 0,
      duplicate: 0,
      'cannot-be-seen': 0,
    },
    voidShare: 0.1,
    handled: 16,
    returned: 1,
    returnedShare: 0.06,
    reopened: 0,
    escalated: 1,
    due: 18,
    onTime: 17,
    onTimeShare: 17 / 18,
    closedOnTimeShare: 0.9,
    toAcknowledge: { cases: 18, medianMs: 2 * minute, p90Ms: 6 * minute },
    toOnSite: { cases: 17, medianMs: 9 * minute, p90Ms: 21 * minute },
    toSettle: { cases: 16, medianMs: 34 * minute, p90Ms: 80 * minute },
    ...part,
  };
}

/** A district whose cells and people have different figures, which improve from week to week. */
export function createNumbers({ from, by }: NumbersQuery): NumbersRow[] {
  const week = Math.floor(Date.parse(from) / (7 * 86_400_000)) % 9;
  if (by === 'all') return [aNumbersRow({ cases: 40 + week * 3, onTimeShare: 0.7 + week * 0.03 })];
  const names = by === 'person' ? ['wang', 'li.na', 'anna', ''] : groupsOf(by);
  return names.map((group, index) =>
    aNumbersRow({
      group,
      cases: 20 - index + week,
      onTimeShare: [0.96, 0.82, 0.5, null][index] ?? null,
    }),
  );
}

function groupsOf(by: NumbersQuery['by']): string[] {
  return by === 'kind'
    ? ['street-vending', 'blocked-fire-exit', 'debris-pile']
    : ['370305001001001', '370305001001002', '370305001001003', ''];
}
