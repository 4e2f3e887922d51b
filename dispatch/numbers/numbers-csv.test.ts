// The table for a spreadsheet: its columns, its quoting, and no cell that would run as a formula.
import { describe, expect, it } from 'vitest';
import type { Numbers, NumbersRow } from '../../contracts/index.ts';
import { createTally } from './tally.ts';
import { toNumbersCsv } from './numbers-csv.ts';

const row: NumbersRow = {
  ...emptyRow(),
  cases: 12,
  closed: 9,
  onTimeShare: 0.7392,
  toSettle: { cases: 9, medianMs: 90_000, p90Ms: 3_600_000 },
};

function emptyRow(): NumbersRow {
  const tally = createTally('all');
  tally.add({
    month: '2026-11',
    case: {
      id: '20261123-0001',
      kind: 'debris-pile',
      gridCell: null,
      fenceId: 'yard',
      severity: 'normal',
      matterCode: '06010',
      state: 'dispatched',
    },
    person: null,
    level: 0,
    end: 'open',
    voidWhy: null,
    isOverdue: false,
    wasHandled: false,
    wasReturned: false,
    wasReopened: false,
    wasEscalated: false,
    handledInTime: null,
    toAcknowledgeMs: null,
    toOnSiteMs: null,
    toSettleMs: null,
  });
  return tally.rows()[0]!;
}

function table(rows: NumbersRow[], by: Numbers['by'] = 'person'): string[][] {
  const csv = toNumbersCsv({ from: '2026-11-01', to: '2026-11-30', by, rows });
  expect(csv.startsWith('\ufeff')).toBe(true);
  expect(csv.endsWith('\r\n')).toBe(true);
  return csv
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
}

describe('the table of numbers', () => {
  it('has a header, one row per group, and the same number of cells in each', () => {
    const lines = table([row, { ...row, group: 'wu' }], 'month');
    expect(lines).toHaveLength(3);
    expect(lines[0]?.[0]).toBe('month');
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it('gives shares in percent, durations in minutes, and empty cells for unknown values', () => {
    const [head, line] = table([row]);
    const cell = (name: string) => line?.[head?.findIndex((one) => one.includes(name)) ?? -1];
    expect(cell('cases')).toBe('12');
    expect(cell('on time %')).toBe('73.92');
    expect(cell('to settle, median min')).toBe('1.5');
    expect(cell('to settle, 90 % min')).toBe('60');
    expect(cell('to on site, median min')).toBe('');
    expect(cell('returned %')).toBe('');
  });

  it.each([
    ['李娜', '李娜'],
    ['Li, Na', '"Li, Na"'],
    ['the "new" one', '"the ""new"" one"'],
    ['=HYPERLINK("http://evil.example")', '"\'=HYPERLINK(""http://evil.example"")"'],
    ['+86 138', "'+86 138"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
  ])('writes the name %s as %s', (group, written) => {
    const csv = toNumbersCsv({
      from: '2026-11-01',
      to: '2026-11-30',
      by: 'person',
      rows: [{ ...row, group }],
    });
    expect(csv.split('\r\n')[1]?.startsWith(`${written},`)).toBe(true);
  });
});
