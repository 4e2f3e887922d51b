// Gathering numbers: over several pages no case is left out and none is counted twice.
import { describe, expect, it } from 'vitest';
import { completePolicy, emptyCalendar } from '../../contracts/index.ts';
import { createWorkCalendar } from '../deadlines/work-calendar.ts';
import type { LoggedCase, PageOfDays } from '../store/case-store.ts';
import { gatherNumbers } from './gather-numbers.ts';

const policy = completePolicy({});
const version = { from: 0, calendar: emptyCalendar, policy };
const working = { from: 0, calendar: emptyCalendar, workingTime: policy.workingTime };
const plans = {
  versions: [version],
  calendar: createWorkCalendar([working], 'Asia/Shanghai'),
};

function aCase(number: number): LoggedCase {
  return {
    id: `20261130-${String(number).padStart(4, '0')}`,
    kind: 'debris-pile',
    gridCell: null,
    fenceId: 'yard',
    severity: 'normal',
    matterCode: '06010',
    state: 'dispatched',
    log: [],
  };
}

/** Answers like a store with this many cases of one day. */
function holding(count: number) {
  const all = Array.from({ length: count }, (_, index) => aCase(index + 1));
  const asked: PageOfDays[] = [];
  const pageOfDays = (page: PageOfDays): Promise<LoggedCase[]> => {
    asked.push(page);
    return Promise.resolve(
      all.filter(({ id }) => page.after === null || id > page.after).slice(0, page.limit),
    );
  };
  return { asked, pageOfDays };
}

describe('gathering numbers', () => {
  it.each([0, 1, 499, 500, 501, 1000, 1203])('counts each of %i cases once', async (count) => {
    const cases = holding(count);
    const query = { from: '2026-11-01', to: '2026-11-30', by: 'all' } as const;
    const { rows } = await gatherNumbers({ cases, plans, at: Date.parse('2026-12-01') }, query);
    expect(rows.map((row) => row.cases)).toEqual(count === 0 ? [] : [count]);
  });

  it('requests the days up to the one after the last, also over the end of a month', async () => {
    const cases = holding(0);
    const query = { from: '2026-11-01', to: '2026-11-30', by: 'all' } as const;
    await gatherNumbers({ cases, plans, at: 0 }, query);
    expect(cases.asked).toMatchObject([{ from: '20261101', until: '20261201', after: null }]);
  });
});
