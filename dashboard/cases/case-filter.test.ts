// The filter of the alert list: read from and written to the address, sent to dispatch, and applied to live cases.
import { describe, expect, test } from 'vitest';
import type { CaseSummary } from '../../contracts/index.ts';
import { createSummary } from '../testing/sample-cases.ts';
import {
  filterQuery,
  filterSearch,
  isFiltering,
  noFilter,
  parseFilter,
  passesFilter,
} from './case-filter.ts';

const summary = (id: string, openedAt: number, part: Partial<CaseSummary> = {}) =>
  createSummary({ id, openedAt, lastEventAt: openedAt, ...part });

const sought = {
  text: '0007',
  person: 'li.na',
  state: 'closed',
  from: '2026-11-20',
  until: '2026-11-22',
} as const;

describe('a search', () => {
  const shanghai = 'Asia/Shanghai';
  const lastEvening = Date.parse('2026-11-22T15:59:59Z');

  test('is sent to dispatch, with whole days of the site', () => {
    expect(filterQuery({ ...noFilter, ...sought }, shanghai)).toEqual({
      text: '0007',
      person: 'li.na',
      states: 'closed',
      from: Date.parse('2026-11-19T16:00:00Z'),
      until: Date.parse('2026-11-22T16:00:00Z'),
    });
    expect(filterQuery({ ...noFilter, text: '  ', person: ' ' }, shanghai)).toEqual({});
  });

  const found = summary('20261122-0007', lastEvening, { state: 'closed', acknowledgedBy: 'li.na' });
  test.each([
    ['what fits in all', {}, true],
    ['another number', { text: '0008' }, false],
    ['words in another case of letters', { text: 'GOODS' }, true],
    ['a name in Chinese', { text: '消防' }, true],
    ['another person', { person: 'wang' }, false],
    ['another state', { state: 'void' }, false],
    ['a day before', { until: '2026-11-21' }, false],
    ['a day after', { from: '2026-11-23' }, false],
  ] as const)('lets pass live, as dispatch would: %s', (_, part, passes) => {
    expect(passesFilter({ ...noFilter, ...sought, ...part }, found, shanghai)).toBe(passes);
  });
});

describe('the filter', () => {
  test.each([
    ['nothing', '', noFilter],
    ['a kind', 'kind=debris-pile', { ...noFilter, kind: 'debris-pile' }],
    ['what can be no kind', 'kind=u%20fo', noFilter],
    [
      'everything',
      'kind=street-vending&camera=c1&present=true',
      { ...noFilter, kind: 'street-vending', cameraId: 'c1', onlyPresent: true },
    ],
    [
      'what is looked for',
      'text=0007&person=li.na&state=closed&from=2026-11-20&until=2026-11-22',
      { ...noFilter, ...sought },
    ],
    ['fence and verdict', 'fence=a&verdict=none', { ...noFilter, fence: 'a', verdict: 'none' }],
    ['a verdict that is none', 'verdict=lost', noFilter],
    ['days and states that are none', 'from=yesterday&until=2026-13-01&state=lost', noFilter],
    ['a wish for presence in other words', 'present=yes', noFilter],
  ] as const)('reads %s from the address', (_, search, filter) => {
    expect(parseFilter(new URLSearchParams(search))).toEqual(filter);
  });

  test('is written to the address and read back', () => {
    const narrowed = { kind: 'street-vending', cameraId: 'c 1&', onlyPresent: true } as const;
    const found = { fence: 'b 2&', verdict: 'cannot-be-seen' } as const;
    const filter = { ...noFilter, ...sought, ...narrowed, ...found };
    expect(parseFilter(filterSearch(filter))).toEqual(filter);
    expect(filterSearch(noFilter).toString()).toBe('');
  });

  test('knows when it is active', () => {
    expect(isFiltering(noFilter)).toBe(false);
    expect(isFiltering({ ...noFilter, cameraId: 'c' })).toBe(true);
  });

  test('is sent to the server', () => {
    const narrowed = { ...noFilter, cameraId: 'c', onlyPresent: true };
    expect(filterQuery(narrowed, 'UTC')).toEqual({
      cameraId: 'c',
      present: 'true',
    });
    const one = summary('a', 1, { cameraId: 'c' });
    expect(passesFilter({ ...noFilter, cameraId: 'c' }, one)).toBe(true);
    expect(passesFilter({ ...noFilter, cameraId: 'd' }, one)).toBe(false);
    expect(passesFilter({ ...noFilter, kind: 'debris-pile' }, one)).toBe(false);
  });

  test('sends fence and verdict to the server, and accepts no live case for a verdict', () => {
    const byBoth = { ...noFilter, fence: 'f', verdict: 'permitted' } as const;
    expect(filterQuery(byBoth, 'UTC')).toEqual({ fenceId: 'f', verdict: 'permitted' });
    const one = summary('a', 1, { fenceId: 'f' });
    expect(passesFilter({ ...noFilter, fence: 'f' }, one)).toBe(true);
    expect(passesFilter({ ...noFilter, fence: 'g' }, one)).toBe(false);
    expect(passesFilter(byBoth, one)).toBe(false);
    expect(isFiltering({ ...noFilter, verdict: 'none' })).toBe(true);
  });
});
