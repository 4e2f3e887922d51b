// One case as a pure state machine: loaded, and updated live.
import type { Failure } from '../../api/answer.ts';
import type { CaseDetail, CaseSummary } from '../../../contracts/index.ts';

export interface CaseDetailState {
  status: 'loading' | 'ready' | 'failed';
  detail: CaseDetail | null;
  failure: Failure | null;
}

export type CaseDetailAction =
  | { type: 'requested' }
  | { type: 'loaded'; detail: CaseDetail }
  | { type: 'failed'; failure: Failure }
  | { type: 'live'; summary: CaseSummary };

export const emptyCaseDetail: CaseDetailState = {
  status: 'loading',
  detail: null,
  failure: null,
};

export function reduceCaseDetail(
  state: CaseDetailState,
  action: CaseDetailAction,
): CaseDetailState {
  switch (action.type) {
    case 'requested':
      return state.detail ? state : { ...state, status: 'loading', failure: null };
    case 'loaded':
      return { ...state, status: 'ready', detail: action.detail, failure: null };
    case 'failed':
      return { ...state, status: state.detail ? 'ready' : 'failed', failure: action.failure };
    case 'live':
      return state.detail?.id === action.summary.id
        ? { ...state, detail: { ...state.detail, ...action.summary } }
        : state;
  }
}

const settleMs = 10 * 60_000;

/** Whether changes without an event are expected: the clip, the picture, a delivery. */
export function isUnsettled(detail: CaseDetail, now: number): boolean {
  const waits =
    [detail, ...(detail.incidents ?? []), ...(detail.openings ?? [])].some(
      (one) => !one.hasClip || !one.hasPicture,
    ) ||
    detail.deliveries.length === 0 ||
    detail.deliveries.some(({ state }) => state === 'waiting');
  return waits && now - detail.lastEventAt < settleMs;
}
