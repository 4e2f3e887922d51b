// The list of alerts as a pure state machine: pages from the server and cases that arrive live become one list, what
// opened or came back last first, each case once and in its latest form.
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
  /** Cases that came live and new, or back: shown with a short emphasis. */
  arrivedIds: ReadonlySet<string>;
  /** What came live while a page was on its way, which may be newer than the page. */
  sinceRequest: CaseSummary[];
}

export type CaseListAction =
  /** `isFresh`: other cases are wanted, so that what is shown must go. */
  | { type: 'requested'; isFresh: boolean }
  /** `asked`: for how many, a page when absent. */
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

/** Both lists as one, newest first; where both have a case, `newer` wins. */
export function mergeCases(older: readonly CaseSummary[], newer: readonly CaseSummary[]) {
  const byId = new Map([...older, ...newer].map((summary) => [summary.id, summary]));
  return [...byId.values()].sort(
    (a, b) => lastOpening(b) - lastOpening(a) || (a.id < b.id ? 1 : -1),
  );
}

/** The server's page is the truth, except for what happened after it was asked for. */
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

/** Older pages that were loaded before stay when the first page is fetched again. */
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

/** A case older than what is loaded, while there is more to load, will come with its page. */
function fitsLoadedPart({ cases, hasMore }: CaseListState, summary: CaseSummary): boolean {
  const last = cases.at(-1);
  return !hasMore || !last || lastOpening(summary) >= lastOpening(last);
}

/** How the number of things still there changes. A case not in the list was there before unless it has just opened. */
function presenceChange(known: CaseSummary | undefined, summary: CaseSummary): number {
  const before = known?.present ?? !isJustOpened(summary);
  return Number(summary.present) - Number(before);
}
