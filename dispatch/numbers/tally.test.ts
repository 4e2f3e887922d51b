// Rows of numbers: what counts where, shares and durations, also compared with a separate count of random outcomes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberGroups, numbersRowSchema, voidReasons } from '../../contracts/index.ts';
import type { CaseOutcome } from './case-outcome.ts';
import { createTally } from './tally.ts';

const minute = 60_000;
const closed: CaseOutcome = {
  month: '2026-11',
  case: {
    id: '20261123-0001',
    kind: 'street-vending',
    gridCell: '370305001001001',
    fenceId: 'gate',
    severity: 'normal',
    matterCode: '09006',
    state: 'closed',
  },
  person: 'li',
  level: 0,
  end: 'closed',
  voidWhy: null,
  isOverdue: false,
  wasHandled: true,
  wasReturned: false,
  wasReopened: false,
  wasEscalated: false,
  handledInTime: true,
  toAcknowledgeMs: 5 * minute,
  toOnSiteMs: null,
  toSettleMs: 60 * minute,
};
const falseAlarm: CaseOutcome = { ...closed, end: 'void', voidWhy: 'false-alarm', person: null };

function rowsOf(by: (typeof numberGroups)[number], outcomes: readonly CaseOutcome[]) {
  const tally = createTally(by);
  for (const outcome of outcomes) tally.add(outcome);
  return tally.rows();
}

describe('a row of numbers', () => {
  it('counts how cases ended, and the share that was void by reason', () => {
    const [row] = rowsOf('all', [closed, closed, { ...closed, end: 'open' }, falseAlarm]);
    expect(row).toMatchObject({
      group: 'all',
      cases: 4,
      open: 1,
      closed: 2,
      void: 1,
      voidShare: 0.25,
    });
    expect(row?.voidByReason).toMatchObject({ 'false-alarm': 1, permitted: 0 });
  });

  it('counts lapsed reviews separately: they affect neither the void share nor due cases nor durations', () => {
    const lapsed: CaseOutcome = {
      ...falseAlarm,
      end: 'lapsed',
      voidWhy: null,
      handledInTime: false,
    };
    const [row] = rowsOf('all', [closed, falseAlarm, lapsed, lapsed]);
    expect(row).toMatchObject({
      cases: 4,
      void: 1,
      lapsed: 2,
      voidShare: 0.5,
      due: 1,
      onTimeShare: 1,
    });
    expect(row?.toSettle).toMatchObject({ cases: 1 });
    const [alone] = rowsOf('all', [lapsed]);
    expect(alone).toMatchObject({ cases: 1, lapsed: 1, void: 0, voidShare: null });
  });

  it('leaves void cases out of what is due and of the times', () => {
    const [row] = rowsOf('all', [closed, { ...falseAlarm, handledInTime: false }]);
    expect(row).toMatchObject({ due: 1, onTime: 1, onTimeShare: 1 });
    expect(row?.toAcknowledge).toEqual({
      cases: 1,
      medianMs: 5 * minute,
      p90Ms: 5 * minute,
    });
  });

  it('counts cases that are not due yet as neither late nor in time', () => {
    const open: CaseOutcome = { ...closed, end: 'open', handledInTime: null };
    expect(rowsOf('all', [open])).toMatchObject([{ due: 0, onTimeShare: null }]);
  });

  it('separates cases handled in time from those also closed', () => {
    const handled: CaseOutcome = { ...closed, end: 'open' };
    const late: CaseOutcome = { ...closed, handledInTime: false };
    expect(rowsOf('all', [closed, handled, late, late])).toMatchObject([
      { due: 4, onTime: 2, onTimeShare: 0.5, closedOnTimeShare: 0.25 },
    ]);
  });

  it('gives returned cases as a share of the handled ones, at most 1', () => {
    const returned: CaseOutcome = { ...closed, wasReturned: true };
    expect(rowsOf('all', [closed, closed, returned])).toMatchObject([{ returnedShare: 0.3333 }]);
    const unhandled: CaseOutcome = { ...returned, wasHandled: false };
    expect(rowsOf('all', [returned, unhandled])).toMatchObject([{ returnedShare: 1 }]);
    expect(rowsOf('all', [unhandled])).toMatchObject([{ returnedShare: null }]);
  });

  it.each([
    [[7], 7, 7],
    [[3, 1, 2], 2, 3],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9],
    [[10, 20], 10, 20],
  ])(
    'of durations %j has the median %i and the 90 %% value %i, by nearest rank',
    (all, half, most) => {
      const [row] = rowsOf(
        'all',
        all.map((toSettleMs) => ({ ...closed, toSettleMs })),
      );
      expect(row?.toSettle).toEqual({ cases: all.length, medianMs: half, p90Ms: most });
    },
  );
});

describe('groups', () => {
  it('are sorted by number of cases; months and levels keep their order', () => {
    const of = (month: string, level: number): CaseOutcome => ({ ...closed, month, level });
    const outcomes = [of('2026-12', 10), of('2026-12', 10), of('2026-11', 2)];
    const names = (by: 'month' | 'level' | 'kind') =>
      rowsOf(by, outcomes).map(({ group }) => group);
    expect(names('month')).toEqual(['2026-11', '2026-12']);
    expect(names('level')).toEqual(['2', '10']);
    expect(names('kind')).toEqual(['street-vending']);
  });

  it('have an empty name for cases without a person or a cell', () => {
    const nobody: CaseOutcome = {
      ...closed,
      person: null,
      case: { ...closed.case, gridCell: null },
    };
    expect(rowsOf('person', [nobody, closed, closed]).map(({ group }) => group)).toEqual([
      'li',
      '',
    ]);
    expect(rowsOf('cell', [nobody])).toMatchObject([{ group: '' }]);
  });

  it.each(numberGroups)('by %s add up to the total, whatever the outcomes', (by) => {
    const outcome = fc.record({
      end: fc.constantFrom('open', 'closed', 'void', 'lapsed'),
      month: fc.constantFrom('2026-10', '2026-11'),
      person: fc.constantFrom('li', 'wu', null),
      level: fc.integer({ min: 0, max: 3 }),
      voidWhy: fc.constantFrom(...voidReasons, null),
      isOverdue: fc.boolean(),
      wasHandled: fc.boolean(),
      wasReturned: fc.boolean(),
      handledInTime: fc.constantFrom(true, false, null),
      toSettleMs: fc.constantFrom(null, 1, 5000),
    }) as fc.Arbitrary<Partial<CaseOutcome>>;
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 30 }), (changes) => {
        const outcomes = changes.map((change) => ({ ...closed, ...change }));
        const rows = rowsOf(by, outcomes);
        for (const row of rows) numbersRowSchema.parse(row);
        const sum = (of: 'cases' | 'closed' | 'due' | 'returned') =>
          rows.reduce((total, row) => total + row[of], 0);
        expect(sum('cases')).toBe(outcomes.length);
        expect(sum('closed')).toBe(outcomes.filter(({ end }) => end === 'closed').length);
        expect(sum('returned')).toBe(outcomes.filter((one) => one.wasReturned).length);
        expect(sum('due')).toBe(
          outcomes.filter(
            ({ end, handledInTime }) => ['open', 'closed'].includes(end) && handledInTime !== null,
          ).length,
        );
      }),
      { numRuns: 100 },
    );
  });
});
