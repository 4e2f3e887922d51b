// One case as a pure state machine: loaded, brought up to date live, acknowledged at once on the screen and taken back
// when the server says no.
import type { Failure } from '../../api/answer.ts';
import type { CaseDetail, CaseState, CaseSummary } from '../../../contracts/index.ts';

export interface CaseDetailState {
  status: 'loading' | 'ready' | 'failed';
  detail: CaseDetail | null;
  failure: Failure | null;
  /** Shown as done while the server is asked. */
  pendingAcknowledgement: { by: string; at: number } | null;
  acknowledgeFailure: Failure | null;
}

export type CaseDetailAction =
  | { type: 'requested' }
  | { type: 'loaded'; detail: CaseDetail }
  | { type: 'failed'; failure: Failure }
  | { type: 'live'; summary: CaseSummary }
  | { type: 'acknowledging'; by: string; at: number }
  | { type: 'acknowledged'; detail: CaseDetail }
  | { type: 'acknowledge-failed'; failure: Failure };

export const emptyCaseDetail: CaseDetailState = {
  status: 'loading',
  detail: null,
  failure: null,
  pendingAcknowledgement: null,
  acknowledgeFailure: null,
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
    case 'acknowledging':
      return {
        ...state,
        pendingAcknowledgement: { by: action.by, at: action.at },
        acknowledgeFailure: null,
      };
    case 'acknowledged':
      return { ...state, detail: action.detail, pendingAcknowledgement: null };
    case 'acknowledge-failed':
      return { ...state, pendingAcknowledgement: null, acknowledgeFailure: action.failure };
  }
}

/** The case as the screen shows it, with an acknowledgement that is still on its way. */
export function shownDetail({ detail, pendingAcknowledgement: pending }: CaseDetailState) {
  if (!detail || !pending || detail.acknowledgedAt !== null) return detail;
  const state: CaseState = 'acknowledged';
  return { ...detail, state, acknowledgedAt: pending.at, acknowledgedBy: pending.by };
}

const awaiting: readonly CaseState[] = ['dispatched', 'returned'];

export function canAcknowledge({ state, acknowledgedAt }: CaseSummary): boolean {
  return acknowledgedAt === null && awaiting.includes(state);
}

const settleMs = 10 * 60_000;

/** Whether more is to come soon that raises no event: the clip, the picture, a delivery. */
export function isUnsettled(detail: CaseDetail, now: number): boolean {
  const waits =
    [detail, ...(detail.incidents ?? []), ...(detail.openings ?? [])].some(
      (one) => !one.hasClip || !one.hasPicture,
    ) ||
    detail.deliveries.length === 0 ||
    detail.deliveries.some(({ state }) => state === 'waiting');
  return waits && now - detail.lastEventAt < settleMs;
}
