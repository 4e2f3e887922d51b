// The list of alerts: pages and live cases become one list, counts stay right, filters hold.
import { describe, expect, test } from 'vitest';
import { createFailure } from '../api/answer.ts';
import type { CaseSummary } from '../../contracts/index.ts';
import { createSummary } from '../testing/sample-cases.ts';
import { noFilter } from './case-filter.ts';
import {
  emptyCaseList,
  mergeCases,
  pageSize,
  reduceCaseList,
  type CaseListState,
} from './case-list.ts';

const summary = (id: string, openedAt: number, part: Partial<CaseSummary> = {}) =>
  createSummary({ id, openedAt, lastEventAt: openedAt, ...part });
const idsOf = ({ cases }: CaseListState) => cases.map(({ id }) => id);
const loaded = (cases: CaseSummary[], presentCount = cases.length) =>
  reduceCaseList(emptyCaseList, {
    type: 'loaded',
    list: { cases, presentCount },
    filter: noFilter,
  });
const live = (state: CaseListState, one: CaseSummary, filter = noFilter) =>
  reduceCaseList(state, { type: 'live', summary: one, filter });

describe('the list', () => {
  test('that is empty is ready and empty', () => {
    expect(loaded([])).toMatchObject({ status: 'ready', cases: [], hasMore: false });
  });

  test('has the newest first and each case once', () => {
    const merged = mergeCases(
      [summary('a', 1), summary('b', 3)],
      [summary('b', 3, { state: 'closed' }), summary('c', 2)],
    );
    expect(merged.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(merged[0]?.state).toBe('closed');
  });

  test('has more when a page was full', () => {
    const page = Array.from({ length: pageSize }, (_, index) => summary(`c${index}`, 1000 - index));
    const first = loaded(page);
    expect(first.hasMore).toBe(true);
    const asked = reduceCaseList(first, { type: 'more-requested' });
    expect(asked.isLoadingMore).toBe(true);
    const all = reduceCaseList(asked, {
      type: 'more-loaded',
      list: { cases: [summary('last', 1)], presentCount: 0 },
    });
    expect(all).toMatchObject({ hasMore: false, isLoadingMore: false });
    expect(all.cases).toHaveLength(pageSize + 1);
  });

  test('keeps older pages when the first is fetched again, and drops what the server no longer has', () => {
    const page = Array.from({ length: pageSize }, (_, index) => summary(`c${index}`, 1000 - index));
    const withMore = reduceCaseList(loaded(page), {
      type: 'more-loaded',
      list: { cases: [summary('old', 1)], presentCount: 0 },
    });
    const again = reduceCaseList(withMore, {
      type: 'loaded',
      list: { cases: page, presentCount: 0 },
      filter: noFilter,
    });
    expect(again.cases.at(-1)?.id).toBe('old');
    const fewer = reduceCaseList(loaded([summary('a', 2), summary('gone', 1)]), {
      type: 'loaded',
      list: { cases: [summary('a', 2)], presentCount: 1 },
      filter: noFilter,
    });
    expect(idsOf(fewer)).toEqual(['a']);
  });

  test('is emptied when the filter changes, and stays while the same cases are fetched again', () => {
    const state = loaded([summary('a', 1)]);
    expect(reduceCaseList(state, { type: 'requested', isFresh: true })).toMatchObject({
      status: 'loading',
      cases: [],
    });
    expect(idsOf(reduceCaseList(state, { type: 'requested', isFresh: false }))).toEqual(['a']);
  });

  test('stays on the screen when a later fetch fails', () => {
    const failure = createFailure('network', 'away');
    expect(reduceCaseList(loaded([summary('a', 1)]), { type: 'failed', failure })).toMatchObject({
      status: 'ready',
      failure,
    });
    expect(reduceCaseList(emptyCaseList, { type: 'failed', failure }).status).toBe('failed');
  });
});

describe('a live case', () => {
  test('that is new comes first, is highlighted, and counts', () => {
    const state = live(loaded([summary('a', 1)]), summary('b', 2));
    expect(idsOf(state)).toEqual(['b', 'a']);
    expect([...state.arrivedIds]).toEqual(['b']);
    expect(state.presentCount).toBe(2);
  });

  test('that clears counts down once, however often it is reported', () => {
    const gone = summary('a', 1, { present: false, clearedAt: 5, lastEventAt: 5 });
    const once = live(loaded([summary('a', 1)]), gone);
    expect(once.presentCount).toBe(0);
    expect(live(once, gone).presentCount).toBe(0);
  });

  test('that is acknowledged changes no count and is not highlighted', () => {
    const state = live(
      loaded([summary('a', 1)]),
      summary('a', 1, { state: 'acknowledged', acknowledgedAt: 9, acknowledgedBy: 'x' }),
    );
    expect(state).toMatchObject({ presentCount: 1, arrivedIds: new Set() });
    expect(state.cases[0]?.state).toBe('acknowledged');
  });

  test('that does not match the filter is left out, and removed when it stops matching', () => {
    const onlyPresent = { ...noFilter, onlyPresent: true };
    const gone = summary('a', 1, { present: false, lastEventAt: 2 });
    expect(idsOf(live(loaded([summary('a', 1)]), gone, onlyPresent))).toEqual([]);
    const onlyDebris = { ...noFilter, kind: 'debris-pile' as const };
    const state = live(loaded([]), summary('b', 3), onlyDebris);
    expect(idsOf(state)).toEqual([]);
    expect(state.presentCount).toBe(1);
  });

  test('that arrived while a page was loading is not lost', () => {
    const asked = reduceCaseList(loaded([]), { type: 'requested', isFresh: false });
    const meanwhile = live(asked, summary('b', 2));
    const state = reduceCaseList(meanwhile, {
      type: 'loaded',
      list: { cases: [summary('a', 1)], presentCount: 1 },
      filter: noFilter,
    });
    expect(idsOf(state)).toEqual(['b', 'a']);
    expect(state.presentCount).toBe(2);
  });

  test('older than the loaded ones waits for its page', () => {
    const page = Array.from({ length: pageSize }, (_, index) => summary(`c${index}`, 1000 - index));
    const state = live(loaded(page), summary('ancient', 1, { lastEventAt: 5000 }));
    expect(idsOf(state)).not.toContain('ancient');
  });
});

describe('a list that the user comes back to', () => {
  const many = Array.from({ length: 260 }, (_, index) => summary(`c${index}`, 1000 - index));

  test('is loaded again as far as before, and drops removed cases', () => {
    const shown = loaded(many.slice(0, 150));
    const list = { cases: many.slice(1, 151), presentCount: 0 };
    const back = reduceCaseList(shown, { type: 'loaded', list, filter: noFilter, asked: 150 });
    expect([back.cases.length, back.cases[0]?.id, back.hasMore]).toEqual([150, 'c1', true]);
  });

  test('has reached its end when fewer arrived than requested', () => {
    const list = { cases: many, presentCount: 0 };
    const back = reduceCaseList(loaded(many), {
      type: 'loaded',
      list,
      filter: noFilter,
      asked: 300,
    });
    expect([back.cases.length, back.hasMore]).toEqual([260, false]);
  });
});
