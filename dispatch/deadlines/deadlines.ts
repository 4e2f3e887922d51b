// The limits of a case and how much of each is used. Pure: takes the log, the versions of the policy, the calendar and the time;
// returns each limit with its used share, its light, and when the light changes next.
import {
  limitNames,
  type CaseDeadline,
  type CaseSummary,
  type Deadline as DeadlineRule,
  type Light,
  type Limit,
  type LimitName,
  type Limits,
  type Policy,
} from '../../contracts/index.ts';
import { clocksOf, type CaseClock, type LoggedStep } from './case-clocks.ts';
import type { WorkCalendar } from './work-calendar.ts';

export interface PolicyVersion {
  /** Epoch ms from which it applies; the first one applies to everything before, too. */
  readonly from: number;
  readonly policy: Pick<Policy, 'deadlines'>;
}

export interface DeadlineInput {
  case: Pick<CaseSummary, 'kind' | 'matterCode' | 'severity'>;
  /** Oldest first. */
  log: readonly LoggedStep[];
  /** Oldest first, at least one. */
  policies: readonly PolicyVersion[];
  calendar: WorkCalendar;
  at: number;
}

const yellowShare = 0.8;

/** Limits that have begun, in the order of the stages. */
export function deadlinesOf(input: DeadlineInput): CaseDeadline[] {
  const { log, policies, at } = input;
  const found = clocksOf(log.filter((step) => step.at <= at));
  if (found === null) return [];
  const limits = limitsFor(input.case, inForce(policies, found.roundSince)?.policy.deadlines ?? []);
  return limitNames.flatMap((name) => {
    const limit = limits[name];
    const clock = found.clocks[name];
    return limit === undefined || clock.ran.length === 0
      ? []
      : [stateOf({ name, limit, clock, input })];
  });
}

/** The version that applied at a given time. */
export function inForce<T extends { from: number }>(versions: readonly T[], at: number): T | null {
  return versions.findLast(({ from }) => from <= at) ?? versions[0] ?? null;
}

/** For each limit, the first entry that fits the case. */
export function limitsFor(file: DeadlineInput['case'], deadlines: readonly DeadlineRule[]): Limits {
  const fitting = deadlines.filter((entry) => isFor(entry, file));
  const entries = limitNames.flatMap((name) => {
    const limit = fitting.find((entry) => entry[name] !== undefined)?.[name];
    return limit === undefined ? [] : [[name, limit] as const];
  });
  return Object.fromEntries(entries);
}

/** Whether an entry of the policy applies to a case. */
export function isFor(
  entry: Pick<DeadlineRule, 'kinds' | 'matterCodes' | 'severities'>,
  { kind, matterCode, severity = 'normal' }: DeadlineInput['case'],
): boolean {
  return (
    (entry.kinds?.includes(kind) ?? true) &&
    (entry.matterCodes?.includes(matterCode) ?? true) &&
    (entry.severities?.includes(severity) ?? true)
  );
}

export function worstLight(states: readonly Pick<CaseDeadline, 'light'>[]): Light | null {
  const order: readonly Light[] = ['red', 'yellow', 'green'];
  return order.find((light) => states.some((state) => state.light === light)) ?? null;
}

interface Measure {
  name: LimitName;
  limit: Limit;
  clock: CaseClock;
  input: DeadlineInput;
}

function stateOf({ name, limit, clock, input }: Measure): CaseDeadline {
  const { calendar, at } = input;
  const spent = clock.ran.map(({ from, to }) => calendar.passed(limit.unit, from, to ?? at));
  const used = spent.reduce((sum, one) => sum + one, 0) / limit.amount;
  const current = clock.ran.findLast(({ to }) => to === null);
  const before = current === undefined ? 0 : spent.slice(0, -1).reduce((sum, one) => sum + one, 0);
  const reach = (share: number) => {
    const left = share * limit.amount - before;
    return current === undefined || left < 0
      ? null
      : calendar.reach(limit.unit, current.from, left);
  };
  return {
    name,
    limit,
    used,
    light: lightOf(used),
    greenUntil: reach(yellowShare),
    yellowUntil: reach(1),
    metAt: clock.metAt,
    isRunning: current !== undefined,
  };
}

/** Workdays are used in fractions. */
const tolerance = 1e-9;

export function lightOf(used: number): Light {
  if (used <= yellowShare + tolerance) return 'green';
  return used <= 1 + tolerance ? 'yellow' : 'red';
}
