// The panel's state of log and replay, as a pure state machine. An outcome stays, marked as stale, until a newer one arrives;
// results of older jobs are ignored.
import type { Failure } from '../../api/answer.ts';
import type { LoadedLog, LogStep } from './load-log.ts';
import type { Curve, Job, Outcome } from './message.ts';
import type { ReplayListener } from './replay-worker.ts';

export type LogState =
  | { status: 'loading'; share: number }
  | { status: 'failed'; failure: Failure }
  | { status: 'ready'; log: LoadedLog };

export interface ReplayState {
  log: LogState;
  /** The id of the newest job; 0 before the first. */
  jobId: number;
  /** The last outcome and its job. */
  shown: { job: Job; outcome: Outcome } | null;
  curves: readonly Curve[] | null;
  /** The progress of the newest job, 0..1; null when it is done. */
  share: number | null;
  /** Whether the curves belong to the shown outcome. */
  curvesAreStale: boolean;
  /** Why the newest job failed. */
  problem: string | null;
}

export type ReplayAction =
  | { type: 'look' }
  | { type: 'log'; step: LogStep }
  | { type: 'asked'; id: number }
  | { type: 'said'; message: Parameters<ReplayListener>[0]; job: Job };

export const emptyReplay: ReplayState = {
  log: { status: 'loading', share: 0 },
  jobId: 0,
  shown: null,
  curves: null,
  share: null,
  curvesAreStale: false,
  problem: null,
};

export function reduceReplay(state: ReplayState, action: ReplayAction): ReplayState {
  switch (action.type) {
    case 'look':
      return { ...state, log: { status: 'loading', share: 0 } };
    case 'log':
      return { ...state, log: logAfter(action.step) };
    case 'asked':
      return { ...state, jobId: action.id, share: 0, curvesAreStale: true, problem: null };
    case 'said':
      return action.message.id === state.jobId ? afterMessage(state, action) : state;
  }
}

function logAfter(step: LogStep): LogState {
  switch (step.type) {
    case 'progress':
      return { status: 'loading', share: step.done / Math.max(1, step.total) };
    case 'failed':
      return { status: 'failed', failure: step.failure };
    case 'ready':
      return { status: 'ready', log: step.log };
  }
}

function afterMessage(
  state: ReplayState,
  { message, job }: Extract<ReplayAction, { type: 'said' }>,
): ReplayState {
  switch (message.type) {
    case 'progress':
      return message.stage === 'replay' ? { ...state, share: message.share } : state;
    case 'outcome':
      return { ...state, shown: { job, outcome: message.outcome }, share: null };
    case 'curves':
      return { ...state, curves: message.curves, curvesAreStale: false };
    case 'failed':
      return { ...state, share: null, problem: message.message };
  }
}
