// Loads one case: at the start, after each reconnect, after each live event about it, and every few seconds while changes without
// an event are expected.
import { useCallback, useContext, useEffect, useReducer, type Dispatch } from 'react';
import type { Failure } from '../../api/answer.ts';
import type { CaseDetail } from '../../../contracts/index.ts';
import { useLiveEvents } from '../../live/live-provider.tsx';
import { useFreshLoad } from '../../live/use-fresh-load.ts';
import { useSent } from '../../responder/outbox-provider.tsx';
import { useSession } from '../../session/session-provider.tsx';
import { ClockContext } from '../../time/clock.tsx';
import {
  emptyCaseDetail,
  isUnsettled,
  reduceCaseDetail,
  type CaseDetailAction,
} from './case-detail-state.ts';

const unsettledRefreshMs = 4000;

export interface CaseDetailFeed {
  status: 'loading' | 'ready' | 'failed';
  detail: CaseDetail | null;
  failure: Failure | null;
  retry: () => void;
}

export function useCaseDetail(id: string): CaseDetailFeed {
  const [state, dispatch] = useReducer(reduceCaseDetail, emptyCaseDetail);
  const load = useLoading(id, state.detail, dispatch);
  useSent(
    useCallback(
      (detail) => {
        if (detail.id === id) dispatch({ type: 'loaded', detail });
      },
      [id],
    ),
  );
  return {
    status: state.status,
    failure: state.failure,
    detail: state.detail,
    retry: () => void load(),
  };
}

/** All triggers to load the case; returns the load function. */
function useLoading(
  id: string,
  detail: CaseDetail | null,
  dispatch: Dispatch<CaseDetailAction>,
): (signal?: AbortSignal) => Promise<void> {
  const { client } = useSession();
  const load = useCallback(
    async (signal?: AbortSignal) => {
      dispatch({ type: 'requested' });
      const answer = await client.getCase(id, signal);
      if (answer.status === 'ok') dispatch({ type: 'loaded', detail: answer.value });
      if (answer.status === 'error') dispatch({ type: 'failed', failure: answer });
    },
    [client, id, dispatch],
  );
  useFreshLoad(load);
  useLiveEvents((event) => {
    if (event.type !== 'case' || event.case.id !== id) return;
    dispatch({ type: 'live', summary: event.case });
    void load();
  });
  useUnsettledRefresh(detail, load);
  return load;
}

function useUnsettledRefresh(detail: CaseDetail | null, load: () => Promise<void>): void {
  const clock = useContext(ClockContext);
  useEffect(() => {
    const timer = setInterval(() => {
      if (detail && isUnsettled(detail, clock()) && !document.hidden) void load();
    }, unsettledRefreshMs);
    return () => {
      clearInterval(timer);
    };
  }, [detail, clock, load]);
}
