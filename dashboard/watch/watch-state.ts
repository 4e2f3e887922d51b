// The current problems as a pure state machine: the list from the server, and live updates.
import type { Failure } from '../api/answer.ts';
import type { PastProblem, ProblemList, ReportedProblem } from '../../contracts/index.ts';

export interface WatchState {
  status: 'loading' | 'ready' | 'failed';
  present: ReportedProblem[];
  past: PastProblem[];
  failure: Failure | null;
}

export type WatchAction =
  | { type: 'loaded'; list: ProblemList }
  | { type: 'failed'; failure: Failure }
  | { type: 'live'; present: ReportedProblem[] };

export const emptyWatch: WatchState = { status: 'loading', present: [], past: [], failure: null };

export function reduceWatch(state: WatchState, action: WatchAction): WatchState {
  switch (action.type) {
    case 'loaded':
      return { status: 'ready', ...action.list, failure: null };
    case 'live':
      // The server sends this also while it cannot read its list.
      return { ...state, status: 'ready', present: action.present };
    case 'failed':
      return {
        ...state,
        status: state.status === 'ready' ? 'ready' : 'failed',
        failure: action.failure,
      };
  }
}
