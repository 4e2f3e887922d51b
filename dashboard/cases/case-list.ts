// The alert list as a pure state machine: pages from the server and live cases become one list, the latest opening first, each
// case once in its latest form.
import type { Failure } from '../api/answer.ts';
import type { CaseList } from '../api/client.ts';
import type { CaseSummary } from '../../contracts/index.ts';
import { isJustOpened, lastOpening, newsOf } from './case-news.ts';
import { passesFilter, type CaseFilter } from './case-filter.ts';

export const pageSize = 50;

export interface CaseListState {
  status: 'loading' | 'ready' | 'failed';
  cases: CaseSummary[];
  presentCount: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  failure: Failure | null;
  /** Cases that arrived live as new or back again, shown with a short highlight. */
  arrivedIds: ReadonlySet<string>;
  /** Live changes while a page is loading, which may be newer than the page. */
  sinceRequest: CaseSummary[];
}

export type CaseListAction =
  /** `isFresh`: the filter has changed, so the list is emptied. */
  | { type: 'requested'; isFresh: boolean }
  /** `asked`: the page size; the default when absent. */
  | { type: 'loaded'; list: CaseList; filter: CaseFilter; asked?: number; timezone?: string }
  | { type: 'more-requested' }
  | { type: 'more-loaded'; list: CaseList }
  | { type: 'failed'; failure: Failure }
  | { type: 'live'; summary: CaseSummary; filter: CaseFilter; timezone?: string };

export const emptyCaseList: CaseListState = {
  status: 'loading',
  cases: [],
  presentCount: 0,
  hasMore: false,
  isLoadingMore: false,
  failure: null,
  arrivedIds: new Set(),
  sinceRequest: [],
};

export function reduceCaseList(state: CaseListState, action: CaseListAction): CaseListState {
  switch (action.type) {
    case 'requested':
      return action.isFresh
        ? { ...emptyCaseList, presentCount: state.presentCount }
        : {
            ...state,
            status: state.status === 'failed' ? 'loading' : state.status,
            sinceRequest: [],
          };
    case 'loaded':
      return applyFirstPage(state, action);
    case 'more-requested':
      return { ...state, isLoadingMore: true };
    case 'more-loaded':
      return {
        ...state,
        cases: mergeCases(action.list.cases, state.cases),
        hasMore: action.list.cases.length >= pageSize,
        isLoadingMore: false,
        failure: null,
      };
    case 'failed':
      return {
        ...state,
        status: state.status === 'ready' ? 'ready' : 'failed',
        isLoadingMore: false,
        failure: action.failure,
      };
    case 'live':
      return applyLive(state, action);
  }
}

/** Both lists as one, newest first; of duplicates, `newer` wins. */
export function mergeCases(older: readonly CaseSummary[], newer: readonly CaseSummary[]) {
  const byId = new Map([...older, ...newer].map((summary) => [summary.id, summary]));
  return [...byId.values()].sort(
    (a, b) => lastOpening(b) - lastOpening(a) || (a.id < b.id ? 1 : -1),
  );
}

/** The server's page is authoritative, except for changes after its request. */
function applyFirstPage(state: CaseListState, action: Loaded): CaseListState {
  const { list, filter, asked = pageSize, timezone = 'UTC' } = action;
  const isFull = list.cases.length >= asked;
  const loaded: CaseListState = {
    ...state,
    status: 'ready',
    cases: mergeCases(isFull ? olderThanPage(state.cases, list.cases) : [], list.cases),
    presentCount: list.presentCount,
    hasMore: isFull,
    failure: null,
  };
  const late = state.sinceRequest;
  return {
    ...late.reduce((next, summary) => applyLive(next, { summary, filter, timezone }), loaded),
    sinceRequest: [],
  };
}

/** Older loaded pages stay when the first page is fetched again. */
function olderThanPage(cases: CaseSummary[], page: readonly CaseSummary[]): CaseSummary[] {
  const last = page.at(-1);
  return last ? cases.filter((c) => lastOpening(c) < lastOpening(last)) : [];
}

type Loaded = Omit<Extract<CaseListAction, { type: 'loaded' }>, 'type'>;
type Live = Omit<Extract<CaseListAction, { type: 'live' }>, 'type'>;

function applyLive(state: CaseListState, { summary, filter, timezone }: Live): CaseListState {
  const known = state.cases.find(({ id }) => id === summary.id);
  const rest = state.cases.filter(({ id }) => id !== summary.id);
  const passes = passesFilter(filter, summary, timezone);
  const isNew = passes && newsOf(known && lastOpening(known), summary) !== null;
  return {
    ...state,
    cases: passes && (known || fitsLoadedPart(state, summary)) ? mergeCases(rest, [summary]) : rest,
    presentCount: Math.max(0, state.presentCount + presenceChange(known, summary)),
    arrivedIds: isNew ? new Set([...state.arrivedIds, summary.id]) : state.arrivedIds,
    sinceRequest: [...state.sinceRequest, summary],
  };
}

/** A case older than the loaded ones will come with its page, if there is one. */
function fitsLoadedPart({ cases, hasMore }: CaseListState, summary: CaseSummary): boolean {
  const last = cases.at(-1);
  return !hasMore || !last || lastOpening(summary) >= lastOpening(last);
}

/** The change of the number of present objects. A case not in the list was present before unless it has just opened. */
function presenceChange(known: CaseSummary | undefined, summary: CaseSummary): number {
  const before = known?.present ?? !isJustOpened(summary);
  return Number(summary.present) - Number(before);
}
