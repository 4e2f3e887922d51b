// What a person still has to do with: cases, shifts without anybody else, overrides, swaps.
import { expect, it } from 'vitest';
import { dutyContentSchema, mostHeldCases, type CaseSummary } from '../../contracts/index.ts';
import type { SwapRow } from '../roster/shift-store.ts';
import { personHolds } from './person-holds.ts';

const content = dutyContentSchema.parse({
  units: [{ id: 'west', name: 'West', level: 'grid' }],
  people: [
    { id: 'li', name: 'Li', user: 'li.na' },
    { id: 'gone', name: 'Gone', until: '2026-11-21' },
    { id: 'sun', name: 'Sun', until: '2026-11-22' },
  ],
  shifts: [
    { id: 'alone', unit: 'west', part: 'officer', people: ['li'] },
    { id: 'with-one-who-left', unit: 'west', part: 'officer', people: ['gone', 'li'] },
    { id: 'with-one-on-his-last-day', unit: 'west', part: 'officer', people: ['sun', 'li'] },
    { id: 'of-others', unit: 'west', part: 'officer', people: ['sun'] },
  ],
  overrides: [
    {
      unit: 'west',
      part: 'officer',
      from: '2026-11-22T08:00',
      to: '2026-11-22T20:00',
      instead: 'li',
    },
    {
      unit: 'west',
      part: 'officer',
      from: '2026-11-22T08:00',
      to: '2026-11-22T20:00',
      person: 'sun',
    },
  ],
});
const aCase = (id: string, acknowledgedBy: string | null) =>
  ({ id, kind: 'debris-pile', gridCell: null, acknowledgedBy }) as CaseSummary;
const aSwap = (change: Partial<SwapRow>) =>
  ({ state: 'asked', asker: 'x', other: 'y', ...change }) as SwapRow;
const [person] = content.people;
const holds = (change: object = {}) =>
  personHolds({ person: person!, content, cases: [], swaps: [], today: '2026-11-22', ...change });

it('names shifts in which nobody else is left; the last day of a colleague still counts', () => {
  expect(holds()).toEqual({
    ...{ caseCount: 0, cases: [], openSwaps: 0, overrides: 1 },
    onlyIn: ['alone', 'with-one-who-left'],
  });
});

it('tells accepted cases from those that were only given, and lists some of many', () => {
  const cases = [
    aCase('a', 'li.na'),
    ...Array.from({ length: 30 }, (_, index) => aCase(`b${index}`, null)),
  ];
  const { caseCount, cases: listed } = holds({ cases });
  expect(caseCount).toBe(31);
  expect(listed).toHaveLength(mostHeldCases);
  expect(listed.slice(0, 2).map(({ isAccepted }) => isAccepted)).toEqual([true, false]);
});

it('counts swaps that wait for an answer, from both sides', () => {
  const swaps = [
    aSwap({ asker: 'li' }),
    aSwap({ other: 'li' }),
    aSwap({ other: 'li', state: 'agreed' }),
    aSwap({}),
  ];
  expect(holds({ swaps }).openSwaps).toBe(2);
});
