// Feeds the alert list: the first page at the start, after a filter change and after each reconnect; older pages on request; live
// events in between. The list is kept while the user visits other pages.
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import type { Answer } from '../api/answer.ts';
import type { CaseList, CaseQuery } from '../api/client.ts';
import { useLiveEvents } from '../live/live-provider.tsx';
import { useFreshLoad } from '../live/use-fresh-load.ts';
import { useSession } from '../session/session-provider.tsx';
import { lastOpening } from './case-news.ts';
import { usePageMemory } from '../shared/page-memory.tsx';
import { filterQuery, filterSearch, type CaseFilter } from './case-filter.ts';
import {
  emptyCaseList,
  pageSize,
  reduceCaseList,
  type CaseListAction,
  type CaseListState,
} from './case-list.ts';

export interface CaseListFeed {
  state: CaseListState;
  loadMore: () => void;
  retry: () => void;
}

export function useCaseList(filter: CaseFilter): CaseListFeed {
  const { client, timezone } = useSession();
  const before = useKeptList(filter);
  const [state, dispatch] = useReducer(reduceCaseList, before.state ?? emptyCaseList);
  const query = useMemo(() => filterQuery(filter, timezone), [filter, timezone]);
  useEffect(() => {
    if (state.status === 'ready') before.keep(state);
  }, [state, before]);
  const retry = useFirstPage({ filter, query, state, dispatch });

  useLiveEvents((event) => {
    if (event.type === 'case') dispatch({ type: 'live', summary: event.case, filter, timezone });
  });

  const loadMore = async () => {
    dispatch({ type: 'more-requested' });
    const last = state.cases.at(-1);
    const opened = last && lastOpening(last);
    const answer = await client.listCases({ ...query, limit: pageSize, before: opened });
    const action = actionOf(answer, (list) => ({ type: 'more-loaded', list }));
    if (action) dispatch(action);
  };
  return { state, loadMore: () => void loadMore(), retry };
}

interface FirstPage {
  filter: CaseFilter;
  query: CaseQuery;
  state: CaseListState;
  dispatch: (action: CaseListAction) => void;
}

/** Everything shown is loaded again: a case further down may have changed while offline. */
function useFirstPage({ filter, query, state, dispatch }: FirstPage): () => void {
  const { client, timezone } = useSession();
  const shownFilter = useRef<CaseFilter | null>(state.status === 'ready' ? filter : null);
  const shownCount = useRef(0);
  useEffect(() => {
    shownCount.current = state.cases.length;
  }, [state]);
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const isFresh = shownFilter.current !== filter;
      dispatch({ type: 'requested', isFresh });
      shownFilter.current = filter;
      const asked = Math.min(mostAtOnce, Math.max(pageSize, isFresh ? 0 : shownCount.current));
      const answer = await client.listCases({ ...query, limit: asked }, signal);
      const found = { type: 'loaded', filter, asked, timezone } as const;
      const action = actionOf(answer, (list) => ({ ...found, list }));
      if (action) dispatch(action);
    },
    [client, query, filter, timezone, dispatch],
  );
  return useFreshLoad(load);
}

/** The maximum page size of dispatch. */
const mostAtOnce = 500;

interface KeptList {
  search: string;
  state: CaseListState | null;
}
const makeKeptList = (): KeptList => ({ search: '', state: null });

/** The list as it was when the user left it, if the filter is the same. */
function useKeptList(filter: CaseFilter) {
  const kept = usePageMemory(makeKeptList);
  const search = filterSearch(filter).toString();
  return useMemo(
    () => ({
      state: kept.search === search ? kept.state : null,
      keep: (state: CaseListState) => {
        Object.assign(kept, {
          search,
          state: { ...state, isLoadingMore: false, arrivedIds: new Set<string>() },
        });
      },
    }),
    [kept, search],
  );
}

function actionOf(
  answer: Answer<CaseList>,
  onOk: (list: CaseList) => CaseListAction,
): CaseListAction | null {
  if (answer.status === 'aborted') return null;
  return answer.status === 'ok' ? onOk(answer.value) : { type: 'failed', failure: answer };
}
