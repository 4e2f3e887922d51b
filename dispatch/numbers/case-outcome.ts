// The outcome of one case, for the figures. Pure: takes the case with its log, the policy, the calendar and the time; returns how
// long each stage took, whether it was in time, and how it ended.
import type { CaseStep, CaseSummary, VoidReason } from '../../contracts/index.ts';
import { isSettled } from '../cases/transition-table.ts';
import { deadlinesOf, type DeadlineInput } from '../deadlines/deadlines.ts';

export interface OutcomeInput extends Omit<DeadlineInput, 'log' | 'case'> {
  case: CountedCase;
  /** Oldest first. */
  log: readonly CaseStep[];
}

export type CountedCase = Pick<
  CaseSummary,
  'id' | 'kind' | 'gridCell' | 'fenceId' | 'severity' | 'matterCode' | 'state'
>;

export interface CaseOutcome {
  /** `2026-11`: of its report. */
  month: string;
  case: CountedCase;
  /** Who handled it last, or accepted it last; null when nobody has. */
  person: string | null;
  /** How many levels above the case's own unit it was escalated. */
  level: number;
  /** `lapsed`: nobody reviewed it in time, so nobody was notified and nobody has judged it. */
  end: 'open' | 'closed' | 'void' | 'lapsed';
  voidWhy: VoidReason | null;
  isOverdue: boolean;
  wasHandled: boolean;
  wasReturned: boolean;
  wasReopened: boolean;
  wasEscalated: boolean;
  /** Whether it was handled in time; null when that is not known yet, or no limit applies. */
  handledInTime: boolean | null;
  /** From the first dispatch, in wall-clock ms; null when it has not happened. */
  toAcknowledgeMs: number | null;
  toOnSiteMs: number | null;
  /** To the last closing, if it is still closed. */
  toSettleMs: number | null;
}

export function outcomeOf(input: OutcomeInput): CaseOutcome {
  const { case: file, log } = input;
  const has = (step: CaseStep['step']) => log.some((one) => one.step === step);
  const deadlines = deadlinesOf(input);
  const ended = log.findLast(({ state }) => isSettled(state)) ?? null;
  return {
    month: `${file.id.slice(0, 4)}-${file.id.slice(4, 6)}`,
    case: file,
    person: personOf(log),
    level: Math.max(0, ...log.map(({ details }) => details?.level ?? 0)),
    end: endOf(file, ended),
    voidWhy: file.state === 'void' ? (ended?.details?.why ?? null) : null,
    isOverdue: !isSettled(file.state) && deadlines.some(isMissed),
    wasHandled: has('handled'),
    wasReturned: has('returned') || log.some(isSentBack),
    wasReopened: log.some((step, index) => isReopened(step, log[index - 1])),
    wasEscalated: has('escalated'),
    handledInTime: inTime(deadlines.find(({ name }) => name === 'handle')),
    ...durationsOf(file, log),
  };
}

type Deadlines = ReturnType<typeof deadlinesOf>;

function endOf({ state }: CountedCase, ended: CaseStep | null): CaseOutcome['end'] {
  if (!isSettled(state)) return 'open';
  if (ended?.step === 'review-lapsed') return 'lapsed';
  return state === 'void' ? 'void' : 'closed';
}

function isMissed({ light, metAt }: Deadlines[number]): boolean {
  return light === 'red' && metAt === null;
}

/** After the limit it is late, whether it is handled later or never. */
function inTime(handle: Deadlines[number] | undefined): boolean | null {
  if (handle === undefined) return null;
  if (handle.light === 'red') return false;
  return handle.metAt === null ? null : true;
}

/** A camera has seen the object again after somebody said that it was handled. */
function isSentBack({ step, state }: CaseStep): boolean {
  return step === 'came-back' && state === 'returned';
}

function isReopened({ state }: CaseStep, before: CaseStep | undefined): boolean {
  return before !== undefined && isSettled(before.state) && !isSettled(state);
}

function personOf(log: readonly CaseStep[]): string | null {
  const last = (step: CaseStep['step']) => log.findLast((one) => one.step === step)?.actor ?? null;
  return last('handled') ?? last('acknowledged');
}

function durationsOf(file: CountedCase, log: readonly CaseStep[]) {
  const start = log.find(({ state }) => state === 'dispatched')?.at ?? null;
  const until = (found: CaseStep | undefined) =>
    start === null || found === undefined ? null : Math.max(0, found.at - start);
  // Arriving or handling without an earlier acknowledgement counts as accepting.
  const taken = ['acknowledged', 'on-site', 'handled'];
  const closed = log.findLast(({ step }) => step === 'closed');
  return {
    toAcknowledgeMs: until(log.find(({ step }) => taken.includes(step))),
    toOnSiteMs: until(log.find(({ step }) => step === 'on-site')),
    toSettleMs: file.state === 'closed' ? until(closed) : null,
  };
}
