// The judge of timers. Computes them again from a case's log, independently of the engine: each assignment, and the notifications
// due while it lasted. Pure: takes the case, the rule and the times when dispatch could not work; returns faults and delays. Time
// in which dispatch, Redis or the database waited for a core does not count.
import type { CaseStep } from '../../contracts/index.ts';
import type { NightFault, NightRule } from './night-fault.ts';
import type { NightCase, NightHistory } from './night-history.ts';
import { keptMs } from './watch-machine.ts';

export interface TimerVerdict {
  faults: NightFault[];
  overtaken: number;
  /** Late only because of the machine. */
  heldUp: number;
  /** Of timers that no kill delayed: the latest one, and the same without waits for a core. */
  latestMs: number;
  latestOwnMs: number;
}

type Around = Pick<NightHistory, 'disturbances' | 'judgedUntil' | 'waits'>;

export function judgeTimers(file: NightCase, rule: NightRule, around: Around): TimerVerdict {
  const byKey = new Map(file.log.filter(hasKey).map((step) => [step.key, step]));
  const due = givings(file.log).flatMap(({ index, from, until }) =>
    dueIn(rule, index, from)
      .filter(({ dueAt }) => dueAt < Math.min(until, around.judgedUntil))
      .map((timer) => ({ ...timer, until, step: byKey.get(timer.key) })),
  );
  const judged = due.map((timer) => ({ ...timer, latestAt: latestOf(timer.dueAt, rule, around) }));
  const missing = judged.filter(({ step }) => step === undefined);
  const ownMs = (from: number, until: number) => until - from - keptMs(around.waits, from, until);
  // It gets back the time that it waited for a core until then.
  const isPast = ({ dueAt, latestAt }: { dueAt: number; latestAt: number }, at: number) =>
    at > latestAt && ownMs(dueAt, at) > latestAt - dueAt;
  const missed = missing.filter((timer) => isPast(timer, timer.until));
  const timers = judged.flatMap(({ step, ...timer }) =>
    step === undefined ? [] : [{ ...timer, at: step.at }],
  );
  const over = timers.filter(({ at, latestAt }) => at > latestAt);
  const late = over.filter((timer) => isPast(timer, timer.at));
  const undisturbed = timers.filter(({ dueAt, latestAt }) => latestAt === dueAt + rule.lateMs);
  const name = (fault: NightFault['fault'], keys: readonly { key: string }[]) =>
    keys.map(({ key }) => ({ fault, about: `${file.id} ${key}` }));
  return {
    faults: [
      ...name('timer-twice', repeated(file.log)),
      ...name('timer-missed', missed),
      ...name('timer-early', earlyOf(file.log, rule)),
      ...name('timer-late', late),
    ],
    overtaken: missing.length - missed.length,
    heldUp: over.length - late.length,
    latestMs: Math.max(0, ...undisturbed.map(({ at, dueAt }) => at - dueAt)),
    latestOwnMs: Math.max(0, ...undisturbed.map(({ at, dueAt }) => ownMs(dueAt, at))),
  };
}

type KeyedStep = CaseStep & { key: string };

function hasKey(step: CaseStep): step is KeyedStep {
  return step.key !== null;
}

function repeated(log: readonly CaseStep[]): KeyedStep[] {
  const keyed = log.filter(hasKey);
  const isFirst = (step: KeyedStep) => keyed.find(({ key }) => key === step.key) === step;
  const others = keyed.filter((step) => !isFirst(step));
  return [...new Map(others.map((step) => [step.key, step])).values()];
}

/** Anything before its time, also after the night. */
function earlyOf(log: readonly CaseStep[], rule: NightRule) {
  const dueAt = new Map(
    givings(log).flatMap(({ index, from }) =>
      dueIn(rule, index, from).map((timer) => [timer.key, timer.dueAt] as const),
    ),
  );
  return log.filter(hasKey).filter(({ key, at }) => at < (dueAt.get(key) ?? -Infinity));
}

/** A timer due while dispatch or Redis was down is due when they are back. */
function latestOf(dueAt: number, { lateMs }: NightRule, { disturbances }: Around): number {
  const away = disturbances
    .filter(({ what }) => what === 'kill-dispatch' || what === 'restart-redis')
    .sort((a, b) => a.shownFrom - b.shownFrom);
  let latestAt = dueAt + lateMs;
  for (const { shownFrom, shownUntil } of away)
    if (shownFrom <= latestAt && shownUntil >= dueAt)
      latestAt = Math.max(latestAt, shownUntil + lateMs);
  return latestAt;
}

const given = ['dispatched', 'returned'];

function givings(log: readonly CaseStep[]) {
  return log.flatMap((step, index) => {
    const isBegun =
      given.includes(step.state) &&
      (step.step === 'transferred' || log[index - 1]?.state !== step.state);
    if (!isBegun) return [];
    const end = log.slice(index + 1).find(({ state }) => state !== step.state);
    return [{ index, from: step.at, until: end?.at ?? Infinity }];
  });
}

function dueIn({ stepsAfter, repeat }: NightRule, index: number, from: number) {
  const whole = stepsAfter.at(-1) ?? 0;
  return Array.from({ length: repeat + 1 }, (_, round) =>
    stepsAfter.map((after, number) => ({
      key: `tell-${index}-${round}-${number}`,
      dueAt: from + round * whole + after,
    })),
  ).flat();
}
