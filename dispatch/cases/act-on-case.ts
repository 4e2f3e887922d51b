// Applies an action of a person, or of dispatch itself, to a case. Pure: takes the case with its log, the action, who and when;
// returns the case after it and the step to record, or the reason why not.
import type {
  ActionRefusal,
  CaseAction,
  CaseActionName,
  CasePart,
  CaseState,
  CaseStep,
  TakenDuty,
} from '../../contracts/index.ts';
import { factsOf, snoozedUntil, type CaseFacts } from './case-facts.ts';
import type { CaseRecord } from './case-record.ts';
import type { IncidentRecord } from './incident-record.ts';
import { snoozeRefusal, type SnoozeTerms } from './snooze-terms.ts';
import { photoRefusal, photosOf, type PhotoFact } from './photo-proof.ts';
import { detailsOf } from './step-details.ts';
import { isSettled, transitionTable, type Need, type TransitionRule } from './transition-table.ts';

/** Who acts: a user's name, or null for dispatch, and all roles of the user in cases. */
export interface Actor {
  name: string | null;
  parts: readonly CasePart[];
}

export const systemActor: Actor = { name: null, parts: ['system'] };

export interface ActionInput {
  case: CaseRecord;
  /** None when people reported it. */
  incidents: readonly Pick<IncidentRecord, 'present' | 'awaitedUntil'>[];
  /** Oldest first. */
  log: readonly CaseStep[];
  /** The known photos that the action names; none when absent. */
  photos?: readonly PhotoFact[];
  /** The state of the case that the action names as the original; null when there is no such case. */
  originalState?: CaseState | null;
  /** The limits of a snooze; nobody may snooze when absent. */
  snooze?: SnoozeTerms | undefined;
  /** The actor's role on duty, if on duty; recorded when the actor accepts the case. */
  duty?: TakenDuty | null | undefined;
  /** The roster has no such person, unit or cell as the action names. */
  isTargetUnknown?: boolean;
  action: CaseAction;
  actor: Actor;
  at: number;
  /** The idempotency key of this step: a repeat with the same key returns the first result and does nothing. */
  key: string | null;
}

export type ActionResult =
  { ok: true; case: CaseRecord; step: CaseStep } | { ok: false; reason: ActionRefusal };

/** The longest deferral. */
export const longestDeferralMs = 366 * 86_400_000;

export function actOnCase(input: ActionInput): ActionResult {
  const { action, actor, log } = input;
  const rule = transitionTable[action.action];
  const part = rule.by.find((one) => actor.parts.includes(one));
  if (part === undefined) return { ok: false, reason: 'not-your-part' };
  const facts = factsOf(log);
  if (!isOpenTo(rule, input.case, facts)) return { ok: false, reason: stateRefusal(input) };
  for (const need of rule.needs) {
    const reason = checks[need](input, facts);
    if (reason !== null) return { ok: false, reason };
  }
  const reason = photoRefusal(action, input.photos ?? [], actor.name);
  return reason === null ? carryOut(input, rule, part) : { ok: false, reason };
}

/** The actions that this actor may take now, as far as this is known before the actor enters anything. */
export function possibleActions(input: Standing): CaseActionName[] {
  const facts = factsOf(input.log);
  const names = Object.keys(transitionTable) as CaseActionName[];
  return names.filter((name) => {
    const rule = transitionTable[name];
    const { by, needs } = rule;
    const may = by.some((part) => part !== 'system' && input.actor.parts.includes(part));
    const standing = needs
      .filter(isStanding)
      .every((need) => standingChecks[need](input, facts) === null);
    return may && isOpenTo(rule, input.case, facts) && standing;
  });
}

function isOpenTo(
  { from, fromWhenBack = [] }: TransitionRule,
  { state }: CaseRecord,
  { isBackUntaken }: CaseFacts,
): boolean {
  return from.includes(state) || (fromWhenBack.includes(state) && isBackUntaken);
}

function carryOut(input: ActionInput, rule: TransitionRule, part: CasePart): ActionResult {
  const { case: current, action, actor, at, key } = input;
  const { step, to } = rule;
  const stays = to === 'same' || !rule.from.includes(current.state);
  const state = stays ? current.state : to;
  return {
    ok: true,
    case: {
      ...current,
      state,
      ...acknowledgementAfter(input, state),
      ...presenceAfter(input, state),
      ...targetAfter(input),
      ...heldAfter(state),
    },
    step: {
      step,
      state,
      at,
      actor: actor.name,
      alertId: null,
      part,
      reason: action.reason ?? null,
      details: detailsOf(input),
      key,
    },
  };
}

/** The first person on site, or the one who handles it at once, has also accepted the case; a new assignee has not yet. */
function acknowledgementAfter(input: ActionInput, state: CaseState) {
  const { case: current, action, actor, at } = input;
  if (state === 'dispatched' || state === 'returned')
    return { acknowledgedAt: null, acknowledgedBy: null };
  const takesOn = state === 'acknowledged' || state === 'on-site' || state === 'handled';
  const isNew = current.acknowledgedAt === null || action.action === 'acknowledge';
  return takesOn && isNew ? { acknowledgedAt: at, acknowledgedBy: actor.name } : {};
}

/** A named assignee stays named until the case is assigned to somebody else. */
function targetAfter({ action, actor }: ActionInput): Pick<CaseRecord, 'givenTo'> {
  if (action.action === 'resume' || action.action === 'reopen') return { givenTo: null };
  if (!isGiving(action)) return {};
  const how = hows[action.action];
  return { givenTo: action.to === undefined ? null : { to: action.to, by: actor.name, how } };
}

const hows = {
  transfer: 'transferred',
  dispatch: 'dispatched',
  'hand-on': 'handed-on',
} as const;
type Giving = Extract<CaseAction, { action: keyof typeof hows }>;

function isGiving(action: CaseAction): action is Giving {
  return action.action in hows;
}

/** Nobody is notified of a case that was never released from review. */
function heldAfter(state: CaseState): Pick<CaseRecord, 'isHeld'> {
  return ['reported', 'accepted', 'void'].includes(state) ? {} : { isHeld: false };
}

/** A case without a camera counts as present until a person says that it is handled. */
function presenceAfter({ case: current, at }: ActionInput, state: CaseState) {
  if (!current.report) return {};
  if (isSettled(state)) return { present: false, clearedAt: current.clearedAt ?? at };
  return current.present ? {} : { present: true, clearedAt: null };
}

/** The second of two reviewers is told that the review is done. */
function reviewRefusal({ log }: ActionInput): ActionRefusal {
  return log.some(({ step }) => step === 'held-for-review')
    ? 'already-reviewed'
    : 'not-from-this-state';
}

/** When two people press the same button, the second is told about the first. */
function stateRefusal(input: ActionInput): ActionRefusal {
  const { action } = input;
  const { state } = input.case;
  if (action.action === 'confirm' || action.action === 'dismiss') return reviewRefusal(input);
  if (action.action !== 'acknowledge') return 'not-from-this-state';
  return state === 'acknowledged' || state === 'on-site' ? 'already-acknowledged' : 'not-open';
}

type Standing = Pick<ActionInput, 'case' | 'incidents' | 'log' | 'actor' | 'at'>;
type Check<Input> = (input: Input, facts: CaseFacts) => ActionRefusal | null;

/** What depends on the case and the actor alone. */
const standingChecks = {
  clear: ({ incidents, at }) =>
    incidents.some(({ present, awaitedUntil }) => present && awaitedUntil >= at)
      ? 'still-there'
      : null,
  'not-own-work': ({ actor: { name } }, { handledBy }) =>
    name !== null && name === handledBy ? 'own-work' : null,
  'not-own-request': ({ actor: { name } }, { deferralAskedBy }) =>
    name !== null && name === deferralAskedBy ? 'own-request' : null,
  waiting: (_, { isWaiting }) => (isWaiting ? null : 'not-waiting'),
  'not-waiting': (_, { isWaiting }) => (isWaiting ? 'already-waiting' : null),
  own: ({ case: { acknowledgedBy }, actor: { name } }) =>
    name !== null && name === acknowledgedBy ? null : 'not-yours',
  'not-snoozed': ({ log }) => (snoozedUntil(log) === null ? null : 'already-snoozed'),
  snoozed: ({ log }) => (snoozedUntil(log) === null ? 'not-snoozed' : null),
} satisfies Partial<Record<Need, Check<Standing>>>;

const checks: Record<Need, Check<ActionInput>> = {
  ...standingChecks,
  reason: ({ action }) => (action.reason === undefined ? 'reason-missing' : null),
  end: ({ action, at }) => ('until' in action ? endRefusal(action.until, at) : 'end-not-ahead'),
  'snooze-end': ({ action, snooze, at }) =>
    'until' in action ? snoozeRefusal(action.until, snooze, at) : 'end-not-ahead',
  'photo-without-camera': ({ incidents, action, at }) => {
    // A silent camera proves nothing, just as no camera does.
    const isWatched = incidents.some(({ present, awaitedUntil }) => !present || awaitedUntil >= at);
    return isWatched || photosOf(action).length > 0 ? null : 'photo-missing';
  },
  target: ({ isTargetUnknown = false }) => (isTargetUnknown ? 'target-unknown' : null),
  'other-case-if-duplicate': ({ case: { id }, action, originalState = null }) => {
    if (!('why' in action) || action.why !== 'duplicate') return null;
    if (action.duplicateOf === undefined) return 'duplicate-missing';
    if (action.duplicateOf === id) return 'duplicate-of-itself';
    if (originalState === null) return 'duplicate-unknown';
    // Two cases that are void as duplicates of each other would be handled by nobody.
    return originalState === 'void' ? 'duplicate-void' : null;
  },
};

/** The case of which this one is said to be a duplicate. */
export function originalOf(action: CaseAction): string | undefined {
  return 'duplicateOf' in action ? action.duplicateOf : undefined;
}

function isStanding(need: Need): need is keyof typeof standingChecks {
  return need in standingChecks;
}

function endRefusal(until: number, at: number): ActionRefusal | null {
  if (until <= at) return 'end-not-ahead';
  return until - at > longestDeferralMs ? 'end-too-far' : null;
}
