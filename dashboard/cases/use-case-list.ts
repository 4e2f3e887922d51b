// Feeds the list of alerts: the first page at the start, after a change of filter and after each reconnect; older pages
// when asked; live events in between.
import { useCallback, useMemo, useReducer, useRef } from 'react';
import type { Answer } from '../api/answer.ts';
import type { CaseList } from '../api/client.ts';
import { useLiveEvents } from '../live/live-provider.tsx';
import { useFreshLoad } from '../live/use-fresh-load.ts';
import { useSession } from '../session/session-provider.tsx';
import { lastOpening } from './case-news.ts';
import { filterQuery, type CaseFilter } from './case-filter.ts';
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
  const { client } = useSession();
  const [state, dispatch] = useReducer(reduceCaseList, emptyCaseList);
  const shownFilter = useRef<CaseFilter | null>(null);
  const query = useMemo(() => ({ ...filterQuery(filter), limit: pageSize }), [filter]);

  const load = useCallback(
    async (signal?: AbortSignal) => {
      dispatch({ type: 'requested', isFresh: shownFilter.current !== filter });
      shownFilter.current = filter;
      const answer = await client.listCases(query, signal);
      const action = actionOf(answer, (list) => ({ type: 'loaded', list, filter }));
      if (action) dispatch(action);
    },
    [client, query, filter],
  );
  const retry = useFreshLoad(load);

  useLiveEvents((event) => {
    if (event.type === 'case') dispatch({ type: 'live', summary: event.case, filter });
  });

  const loadMore = async () => {
    dispatch({ type: 'more-requested' });
    const last = state.cases.at(-1);
    const answer = await client.listCases({ ...query, before: last && lastOpening(last) });
    const action = actionOf(answer, (list) => ({ type: 'more-loaded', list }));
    if (action) dispatch(action);
  };
  return { state, loadMore: () => void loadMore(), retry };
}

function actionOf(
  answer: Answer<CaseList>,
  onOk: (list: CaseList) => CaseListAction,
): CaseListAction | null {
  if (answer.status === 'aborted') return null;
  return answer.status === 'ok' ? onOk(answer.value) : { type: 'failed', failure: answer };
}
