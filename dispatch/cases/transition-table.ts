// THE TABLE of all actions on a case: from which states, by whom, with which input, and the state after it.
// It alone says what a person may do.
import type { CaseActionName, CasePart, CaseState, CaseStepName } from '../../contracts/index.ts';

/** What an action requires beyond its schema. */
export type Need =
  | 'reason'
  /** The end is in the future, within the longest deferral. */
  | 'end'
  /** Without a camera a person's photo is the proof. */
  | 'photo-without-camera'
  /** No camera sees the object any more. */
  | 'clear'
  /** Nobody verifies their own work. */
  | 'not-own-work'
  /** Nobody grants their own request. */
  | 'not-own-request'
  | 'other-case-if-duplicate'
  /** The roster has the person, unit or cell that the action names. */
  | 'target'
  | 'not-waiting'
  | 'waiting'
  /** Only the person who has accepted it. */
  | 'own'
  /** Within the policy's limit, and before the end of the case's limit. */
  | 'snooze-end'
  | 'not-snoozed'
  | 'snoozed';

export interface TransitionRule {
  from: readonly CaseState[];
  /** Also from these states, without a change of state, if the object has come back since the case was accepted. */
  fromWhenBack?: readonly CaseState[];
  /** `same`: the state stays as it is. */
  to: CaseState | 'same';
  by: readonly CasePart[];
  needs: readonly Need[];
  step: CaseStepName;
}

/** Somebody has to accept it. */
const given = ['dispatched', 'returned'] as const;
/** Somebody has accepted it. */
const taken = ['acknowledged', 'on-site'] as const;
const inHand = [...given, ...taken] as const;

const leaders = ['duty-leader', 'dispatcher'] as const;
const handlers = ['handler', ...leaders] as const;
const reviewers = ['intake', 'duty-leader'] as const;
const inspectors = ['inspector', 'duty-leader', 'system'] as const;

export const transitionTable: Readonly<Record<CaseActionName, TransitionRule>> = {
  accept: {
    from: ['reported'],
    to: 'accepted',
    by: ['intake', 'duty-leader', 'system'],
    needs: [],
    step: 'accepted',
  },
  dispatch: {
    from: ['accepted'],
    to: 'dispatched',
    by: [...leaders, 'system'],
    needs: ['target'],
    step: 'dispatched',
  },
  confirm: {
    from: ['reported'],
    to: 'dispatched',
    by: [...reviewers, 'system'],
    needs: [],
    step: 'confirmed',
  },
  dismiss: {
    from: ['reported'],
    to: 'void',
    by: reviewers,
    needs: ['reason', 'other-case-if-duplicate'],
    step: 'dismissed',
  },
  'lapse-review': {
    from: ['reported'],
    to: 'void',
    by: ['system'],
    needs: ['reason'],
    step: 'review-lapsed',
  },
  acknowledge: {
    from: given,
    fromWhenBack: taken,
    to: 'acknowledged',
    by: handlers,
    needs: [],
    step: 'acknowledged',
  },
  arrive: {
    from: [...given, 'acknowledged'],
    to: 'on-site',
    by: ['handler'],
    needs: [],
    step: 'on-site',
  },
  handle: {
    from: inHand,
    to: 'handled',
    by: ['handler'],
    needs: ['photo-without-camera'],
    step: 'handled',
  },
  verify: {
    from: ['handled'],
    to: 'verified',
    by: inspectors,
    needs: ['clear', 'photo-without-camera', 'not-own-work'],
    step: 'verified',
  },
  close: {
    from: ['verified'],
    to: 'closed',
    by: ['duty-leader', 'system'],
    needs: [],
    step: 'closed',
  },
  return: {
    from: ['handled', 'verified'],
    to: 'returned',
    by: inspectors,
    needs: ['reason'],
    step: 'returned',
  },
  void: {
    from: ['reported', 'accepted', ...inHand, 'handled', 'deferred'],
    to: 'void',
    by: ['duty-leader'],
    needs: ['other-case-if-duplicate'],
    step: 'void',
  },
  'ask-to-defer': {
    from: inHand,
    to: 'same',
    by: ['handler'],
    needs: ['reason', 'end'],
    step: 'deferral-asked',
  },
  defer: {
    from: ['accepted', ...inHand],
    to: 'deferred',
    by: leaders,
    needs: ['reason', 'end', 'not-own-request'],
    step: 'deferred',
  },
  resume: {
    from: ['deferred'],
    to: 'dispatched',
    by: [...leaders, 'system'],
    needs: [],
    step: 'resumed',
  },
  wait: {
    from: taken,
    to: 'same',
    by: handlers,
    needs: ['reason', 'not-waiting'],
    step: 'waiting',
  },
  'go-on': { from: inHand, to: 'same', by: handlers, needs: ['waiting'], step: 'went-on' },
  transfer: {
    from: inHand,
    to: 'dispatched',
    by: [...leaders, 'system'],
    needs: ['reason', 'target'],
    step: 'transferred',
  },
  'hand-on': {
    from: taken,
    to: 'dispatched',
    by: ['system'],
    needs: ['reason'],
    step: 'handed-on',
  },
  snooze: {
    from: taken,
    to: 'same',
    by: handlers,
    needs: ['own', 'not-snoozed', 'reason', 'snooze-end'],
    step: 'snoozed',
  },
  wake: {
    from: taken,
    to: 'same',
    by: [...handlers, 'system'],
    needs: ['snoozed'],
    step: 'woken',
  },
  escalate: {
    from: inHand,
    to: 'same',
    by: [...handlers, 'system'],
    needs: ['reason'],
    step: 'escalated',
  },
  lapse: {
    from: ['acknowledged'],
    to: 'dispatched',
    by: ['system'],
    needs: ['reason'],
    step: 'acknowledgement-lapsed',
  },
  'note-clear': {
    from: [...given, 'acknowledged'],
    to: 'same',
    by: ['system'],
    needs: ['clear'],
    step: 'clear-before-arrival',
  },
  'close-clear': {
    from: [...given, 'acknowledged'],
    to: 'closed',
    by: ['system'],
    needs: ['clear'],
    step: 'closed',
  },
  reopen: {
    from: ['closed', 'void'],
    to: 'dispatched',
    by: [...leaders, 'system'],
    needs: ['reason'],
    step: 're-opened',
  },
};

/** The state of a case when its object is seen again after it was clear; in other states it does not change. */
const whenBack: Partial<Record<CaseState, CaseState>> = {
  handled: 'returned',
  verified: 'returned',
  closed: 'dispatched',
};

export function stateWhenBack(state: CaseState): CaseState {
  return whenBack[state] ?? state;
}

/** Nothing more is expected of anybody. */
export function isSettled(state: CaseState): boolean {
  return state === 'closed' || state === 'void';
}
