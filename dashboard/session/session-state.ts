// Who is logged in, as a pure state machine.
import type { Failure } from '../api/answer.ts';
import type { Session } from '../../contracts/index.ts';

export type SessionState =
  | { status: 'checking' }
  | { status: 'unreachable'; failure: Failure }
  /** `ended`: a session has expired, as opposed to a first visit or a log-out. */
  | { status: 'out'; ended: boolean }
  | { status: 'in'; session: Session };

export type SessionAction =
  | { type: 'check' }
  | { type: 'found'; session: Session }
  | { type: 'failed'; failure: Failure }
  | { type: 'ended' }
  | { type: 'logged-out' };

export function reduceSession(state: SessionState, action: SessionAction): SessionState {
  switch (action.type) {
    case 'check':
      return { status: 'checking' };
    case 'found':
      return { status: 'in', session: action.session };
    case 'failed':
      return action.failure.reason === 'unauthorised'
        ? { status: 'out', ended: false }
        : { status: 'unreachable', failure: action.failure };
    case 'ended':
      return state.status === 'in' ? { status: 'out', ended: true } : state;
    case 'logged-out':
      return { status: 'out', ended: false };
  }
}
