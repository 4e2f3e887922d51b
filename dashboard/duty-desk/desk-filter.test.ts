// The list of the desk: filters, their address, the order, the counts.
import { describe, expect, test } from 'vitest';
import type { ListedCase } from '../../contracts/index.ts';
import { createSummary, sampleNow } from '../testing/sample-cases.ts';
import {
  countLights,
  deskSearch,
  holderOf,
  isDeskFiltering,
  noDeskFilter,
  parseDeskFilter,
  passesDesk,
  sortForDesk,
  type DeskFilter,
} from './desk-filter.ts';

const now = sampleNow;
function listed(part: Partial<ListedCase> = {}, endsIn: number | null = null): ListedCase {
  const deadline: ListedCase['deadline'] =
    endsIn === null
      ? null
      : {
          name: 'acknowledge',
          limit: { unit: 'time', amount: 60_000 },
          used: 0.1,
          light: 'green',
          greenUntil: now + endsIn - 10,
          yellowUntil: now + endsIn,
          metAt: null,
          isRunning: true,
        };
  return { ...createSummary(), deadline, assignee: null, ...part };
}
const words = () => '消防通道堵塞';
const passes = (one: ListedCase, part: Partial<DeskFilter>) =>
  passesDesk(one, { ...noDeskFilter, ...part }, { now, words });

describe('a filter of the duty desk', () => {
  test.each<[string, Partial<DeskFilter>, boolean]>([
    ['nothing asked lets everything through', {}, true],
    ['its kind', { kind: 'blocked-fire-exit' }, true],
    ['another kind', { kind: 'debris-pile' }, false],
    ['the beginning of its cell', { cell: '370305' }, true],
    ['another cell', { cell: '370306' }, false],
    ['its state', { state: 'dispatched' }, true],
    ['another state', { state: 'handled' }, false],
    ['its colour now', { light: 'green' }, true],
    ['another colour', { light: 'red' }, false],
    ['nobody, when nobody has it', { person: 'nobody' }, true],
    ['somebody', { person: 'li.na' }, false],
    ['its number', { text: '0001' }, true],
    ['words in any order and case', { text: '东门 EXIT' }, true],
    ['a word that only the page says', { text: '消防通道堵塞' }, true],
    ['one word that is nowhere', { text: '东门 nowhere' }, false],
  ])('%s', (_, filter, expected) => {
    expect(passes(listed({}, 5000), filter)).toBe(expected);
  });

  test('a case without a cell matches no cell', () => {
    expect(passes(listed({ gridCell: null }), { cell: '3' })).toBe(false);
  });

  test('the holder is the assignee, before the person who accepted it', () => {
    expect(holderOf(listed({ acknowledgedBy: 'li.na' }))).toBe('li.na');
    expect(holderOf(listed({ acknowledgedBy: 'li.na', assignee: { person: 'wang' } }))).toBe(
      'wang',
    );
    expect(holderOf(listed({ assignee: { unit: 'grid-1' } }))).toBe('grid-1');
    expect(holderOf(listed())).toBeNull();
  });
});

describe('the address of a filter', () => {
  test('is empty without a filter, and does not count an order as filtering', () => {
    expect(deskSearch(noDeskFilter)).toBe('');
    expect(isDeskFiltering({ ...noDeskFilter, order: 'newest' })).toBe(false);
    expect(isDeskFiltering({ ...noDeskFilter, text: 'x' })).toBe(true);
  });

  test('is complete and is read back', () => {
    const filter: DeskFilter = {
      kind: 'debris-pile',
      cell: '3703',
      state: 'handled',
      light: 'red',
      person: 'li.na',
      text: '东门 & more',
      order: 'newest',
    };
    expect(parseDeskFilter(new URLSearchParams(deskSearch(filter)))).toEqual(filter);
  });

  test.each(['cell=abc', 'state=burning', 'light=blue', 'order=odd', ''])(
    'that says "%s" is no filter',
    (search) => {
      expect(parseDeskFilter(new URLSearchParams(search))).toEqual(noDeskFilter);
    },
  );
});

describe('the order', () => {
  const red = listed({ id: '20261122-0001' }, -1);
  const soon = listed({ id: '20261122-0002' }, 3000);
  const late = listed({ id: '20261122-0003' }, 9000);
  const none = listed({ id: '20261122-0004', openedAt: now });
  const ids = (cases: ListedCase[]) => cases.map(({ id }) => Number(id.slice(-1)));

  test('has red first, then the earliest end, and cases without a limit last', () => {
    expect(ids(sortForDesk([none, late, soon, red], 'urgent', now))).toEqual([1, 2, 3, 4]);
    expect(sortForDesk([], 'urgent', now)).toEqual([]);
  });

  test('has the newest first when asked', () => {
    expect(ids(sortForDesk([red, soon, none, late], 'newest', now))).toEqual([4, 3, 2, 1]);
  });

  test('counts each colour', () => {
    expect(countLights([red, soon, late, none], now)).toEqual({
      red: 1,
      yellow: 0,
      green: 2,
      none: 1,
    });
  });
});
