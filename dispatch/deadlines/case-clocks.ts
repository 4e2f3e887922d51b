// When the clock of each limit of a case ran. Pure: takes the steps of the case, oldest first; returns for each limit the periods
// in which its clock ran, and when it was met. Time used before a pause still counts.
import type { CaseState, CaseStep, LimitName } from '../../contracts/index.ts';
import { endsWaiting } from '../cases/case-facts.ts';
import { isSettled } from '../cases/transition-table.ts';

export type LoggedStep = Pick<CaseStep, 'step' | 'state' | 'at'>;

export interface CaseClock {
  /** In order; the last one has no end while the clock runs. */
  readonly ran: readonly { from: number; to: number | null }[];
  readonly metAt: number | null;
}

export interface CaseClocks {
  /** When the case was reported, or dispatched again after it was settled: the policy of that time applies. */
  readonly roundSince: number;
  readonly clocks: Readonly<Record<LimitName, CaseClock>>;
}

interface Situation {
  state: CaseState;
  isWaiting: boolean;
  hasArrived: boolean;
}

const given: readonly CaseState[] = ['dispatched', 'returned'];
const withHandler: readonly CaseState[] = [...given, 'acknowledged', 'on-site'];

/** The situations in which the clock of a limit runs. */
const runs: Record<LimitName, (situation: Situation) => boolean> = {
  dispatch: ({ state }) => state === 'reported' || state === 'accepted',
  acknowledge: ({ state }) => given.includes(state),
  onSite: ({ state, isWaiting, hasArrived }) =>
    !isWaiting && !hasArrived && withHandler.includes(state),
  handle: ({ state, isWaiting }) => !isWaiting && withHandler.includes(state),
  verify: ({ state }) => state === 'handled',
};

/** The situations in which a limit is met. */
const isMet: Record<LimitName, (situation: Situation) => boolean> = {
  dispatch: ({ state }) => withHandler.includes(state) || state === 'handled',
  acknowledge: ({ state }) => ['acknowledged', 'on-site', 'handled'].includes(state),
  onSite: ({ hasArrived }) => hasArrived,
  handle: ({ state }) => ['handled', 'verified', 'closed'].includes(state),
  verify: ({ state }) => ['verified', 'closed', 'returned'].includes(state),
};

const names: readonly LimitName[] = ['dispatch', 'acknowledge', 'onSite', 'handle', 'verify'];
const still: CaseClock = { ran: [], metAt: null };

/** Null before the first step. */
export function clocksOf(log: readonly LoggedStep[]): CaseClocks | null {
  const [first] = log;
  if (first === undefined) return null;
  let situation: Situation = { state: first.state, isWaiting: false, hasArrived: false };
  let roundSince = first.at;
  let clocks = everyClock(() => still);
  let before: CaseState | null = null;
  for (const step of log) {
    const isNewRound = before !== null && isSettled(before) && !isSettled(step.state);
    if (isNewRound) roundSince = step.at;
    situation = situationAfter(situation, step, isNewRound);
    const now = { situation, step, before, isNewRound };
    const last = clocks;
    clocks = everyClock((name) => clockAfter(name, last[name], now));
    before = step.state;
  }
  return { roundSince, clocks };
}

function everyClock(make: (name: LimitName) => CaseClock): Record<LimitName, CaseClock> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<
    LimitName,
    CaseClock
  >;
}

function situationAfter(
  before: Situation,
  { step, state }: LoggedStep,
  isNewRound: boolean,
): Situation {
  const arrives = step === 'on-site' || step === 'handled';
  return {
    state,
    isWaiting:
      step === 'waiting' || (before.isWaiting && !isNewRound && !endsWaiting.includes(step)),
    hasArrived: arrives || (before.hasArrived && !isNewRound),
  };
}

interface Moment {
  situation: Situation;
  step: LoggedStep;
  before: CaseState | null;
  isNewRound: boolean;
}

function clockAfter(name: LimitName, clock: CaseClock, moment: Moment): CaseClock {
  const { at } = moment.step;
  const running = startsAnew(name, moment) ? still : clock;
  const ran = runs[name](moment.situation) ? started(running, at) : stopped(running, at);
  const met = isMet[name](moment.situation) && (ran.length > 0 || running.metAt !== null);
  return { ran, metAt: met ? (running.metAt ?? at) : null };
}

/** A new assignee gets the whole time to acknowledge; each verification has its own time. */
function startsAnew(name: LimitName, { step, before, isNewRound }: Moment): boolean {
  if (isNewRound) return true;
  if (name === 'verify') return step.step === 'handled';
  const isGiven =
    given.includes(step.state) &&
    (step.state !== before || step.step === 'transferred' || step.step === 'handed-on');
  return name === 'acknowledge' && isGiven;
}

function started({ ran }: CaseClock, at: number): CaseClock['ran'] {
  const last = ran.at(-1);
  return last !== undefined && last.to === null ? ran : [...ran, { from: at, to: null }];
}

function stopped({ ran }: CaseClock, at: number): CaseClock['ran'] {
  const last = ran.at(-1);
  return last === undefined || last.to !== null
    ? ran
    : [...ran.slice(0, -1), { from: last.from, to: at }];
}
