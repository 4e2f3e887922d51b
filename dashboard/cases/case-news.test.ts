// An object that comes back is news like a new one: it moves up, makes a sound, and needs a new acknowledgement.
import { describe, expect, test } from 'vitest';
import type { CaseSummary } from '../../contracts/index.ts';
import { createSummary } from '../testing/sample-cases.ts';
import { emptyCaseList, mergeCases, reduceCaseList, type CaseListState } from './case-list.ts';
import { noFilter } from './case-filter.ts';
import { isAcknowledgedBefore, isJustOpened, lastOpening, newsOf } from './case-news.ts';
import { presenceMs } from './case-presence.ts';
import { groupByDay } from './day-groups.ts';

const hour = 3_600_000;
const plain = createSummary({ id: 'a', openedAt: hour, lastEventAt: hour });
const back: CaseSummary = { ...plain, lastOpenedAt: 5 * hour, lastEventAt: 5 * hour };

describe('when a case opened last', () => {
  test.each([
    ['of an earlier release', plain, hour],
    ['that never went', { ...plain, lastOpenedAt: hour }, hour],
    ['that came back', back, 5 * hour],
  ])('is known of one %s', (_, summary, expected) => {
    expect(lastOpening(summary)).toBe(expected);
  });

  test('counts for how long it has been there, without absences', () => {
    expect(presenceMs(back, 5 * hour + 60_000)).toBe(60_000);
    expect(presenceMs({ ...back, present: false, clearedAt: 6 * hour }, 9 * hour)).toBe(hour);
  });

  test('gives the day under which it is listed', () => {
    const tomorrow = { ...back, lastOpenedAt: 30 * hour };
    const groups = groupByDay([tomorrow, plain], 'UTC');
    expect(groups.map(({ day }) => day)).toEqual(['1970-01-02', '1970-01-01']);
  });
});

describe('an acknowledgement', () => {
  const acknowledged = { state: 'acknowledged' as const, acknowledgedBy: 'li.na' };
  test.each([
    ['none', {}, false],
    [
      'of a case that never came back',
      { ...acknowledged, acknowledgedAt: 2 * hour, lastOpenedAt: hour },
      false,
    ],
    [
      'before it opened, by a clock that is wrong',
      { ...acknowledged, acknowledgedAt: 5, lastOpenedAt: hour },
      false,
    ],
    [
      'after it came back',
      { ...acknowledged, acknowledgedAt: 6 * hour, lastOpenedAt: 5 * hour },
      false,
    ],
    [
      'before it came back',
      { ...acknowledged, acknowledgedAt: 2 * hour, lastOpenedAt: 5 * hour },
      true,
    ],
  ])('%s', (_, part, expected) => {
    expect(isAcknowledgedBefore({ ...plain, ...part })).toBe(expected);
  });
});

describe('news', () => {
  const known = lastOpening(plain);
  const away = { ...plain, present: false, clearedAt: 2 * hour, lastEventAt: 2 * hour };
  test.each([
    ['a new case', undefined, plain, 'new'],
    ['a new case, told once more', known, plain, null],
    ['a case that is still there', undefined, { ...plain, lastEventAt: 2 * hour }, null],
    ['a case that is cleared', known, away, null],
    ['a case that comes back', known, back, 'back'],
    ['one that comes back and was not known', undefined, back, 'back'],
    [
      'one that comes back to whom somebody had acknowledged it',
      known,
      { ...back, acknowledgedAt: 2 * hour },
      'back',
    ],
    [
      'the acknowledgement of one that was not known',
      undefined,
      { ...back, acknowledgedAt: 6 * hour },
      null,
    ],
    ['the same comeback again', lastOpening(back), back, null],
    ['the next comeback', lastOpening(back), { ...back, lastOpenedAt: 7 * hour }, 'back'],
    ['a comeback told late, when it is gone again', known, { ...back, present: false }, null],
  ] as const)('%s', (_, before, summary, expected) => {
    expect(newsOf(before, summary)).toBe(expected);
  });

  test('excludes a case that somebody has accepted', () => {
    expect(isJustOpened({ ...plain, acknowledgedAt: 2 * hour })).toBe(false);
  });
});

describe('the list', () => {
  const other = createSummary({ id: 'b', openedAt: 3 * hour, lastEventAt: 3 * hour });
  const gone = { ...plain, present: false, clearedAt: 2 * hour, lastEventAt: 2 * hour };
  const loaded: CaseListState = reduceCaseList(emptyCaseList, {
    type: 'loaded',
    list: { cases: [other, gone], presentCount: 1 },
    filter: noFilter,
  });

  test('has a returned case first, highlighted and counted once', () => {
    expect(loaded.cases.map(({ id }) => id)).toEqual(['b', 'a']);
    const after = reduceCaseList(loaded, { type: 'live', summary: back, filter: noFilter });
    expect(after.cases.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(after.arrivedIds).toEqual(new Set(['a']));
    expect(after.presentCount).toBe(2);
  });

  test('counts a case that comes back from a page not loaded', () => {
    const few = { ...loaded, cases: [other], hasMore: true };
    const after = reduceCaseList(few, { type: 'live', summary: back, filter: noFilter });
    expect(after.cases.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(after.presentCount).toBe(2);
  });

  test('merges pages by it', () => {
    expect(mergeCases([plain, other], [back]).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
