// THE JUDGE of a night. Pure: takes its history and the escalation rule; returns all faults, and how often a message was repeated
// under its id around a fault.
import type { CaseStep } from '../../contracts/index.ts';
import { judgeTimers } from './judge-timers.ts';
import type { NightFault, NightRule } from './night-fault.ts';
import type { NightCase, NightHistory, Receipt } from './night-history.ts';

export interface NightVerdict {
  faults: NightFault[];
  /** Repeated under its id: around a kill or an outage, or because a receiver answered too late. */
  repeats: number;
  reached: number;
  atTheTop: number;
  /** Timers whose case was accepted before they were late. */
  overtaken: number;
  /** The latest timer outside of kills and outages, in ms. */
  latestMs: number;
  /** The same without the time in which dispatch, Redis and the database waited for a core. */
  latestOwnMs: number;
  /** Timers that were late only because of the machine. */
  heldUp: number;
}

export function judgeNight(history: NightHistory, rule: NightRule): NightVerdict {
  const byId = groupBy(history.received, ({ notificationId }) => notificationId);
  const { faults: twice, repeats } = repeatsIn(byId, history);
  const reached = history.cases.filter((one) => isReached(one, byId));
  const others = history.cases.filter((one) => !reached.includes(one));
  const atTheTop = others.filter(({ log }) => isAtTheTop(log, rule));
  const lost = others.filter((one) => !atTheTop.includes(one));
  const timers = history.cases.map((one) => judgeTimers(one, rule, history));
  return {
    faults: [
      ...alertFaults(history),
      ...lost.map(({ id }) => ({ fault: 'nobody-reached' as const, about: id })),
      ...history.cases.flatMap((one) =>
        notificationFaults(one, byId, history.endedAt - rule.lateMs),
      ),
      ...unknownFaults(history, byId),
      ...twice,
      ...history.cases.flatMap(stepFaults),
      ...timers.flatMap(({ faults }) => faults),
    ],
    repeats,
    reached: reached.length,
    atTheTop: atTheTop.length,
    overtaken: timers.reduce((sum, one) => sum + one.overtaken, 0),
    latestMs: Math.max(0, ...timers.map(({ latestMs }) => latestMs)),
    latestOwnMs: Math.max(0, ...timers.map(({ latestOwnMs }) => latestOwnMs)),
    heldUp: timers.reduce((sum, one) => sum + one.heldUp, 0),
  };
}

function alertFaults({ raised, recorded }: NightHistory): NightFault[] {
  const counts = groupBy(recorded, (id) => id);
  const lost = raised.filter((id) => !counts.has(id));
  const doubled = [...counts].filter(([, rows]) => rows.length > 1).map(([id]) => id);
  return [
    ...lost.map((about) => ({ fault: 'alert-lost' as const, about })),
    ...doubled.map((about) => ({ fault: 'alert-doubled' as const, about })),
  ];
}

type ReceivedById = ReadonlyMap<string, Receipt[]>;

function isReached({ deliveries }: NightCase, byId: ReceivedById): boolean {
  return deliveries.some(
    ({ notificationId, recipient }) => recipient !== null && byId.has(notificationId),
  );
}

function isAtTheTop(log: readonly CaseStep[], { topLevel }: NightRule): boolean {
  return log.some(({ step, details }) => step === 'escalated' && (details?.level ?? 0) >= topLevel);
}

/** Messages written after `lastAt` had no time to be sent before the end. */
function notificationFaults(
  { deliveries, untold }: NightCase,
  byId: ReceivedById,
  lastAt: number,
): NightFault[] {
  return deliveries.flatMap(({ notificationId: about, state, attempts, at }): NightFault[] => {
    switch (state) {
      case 'waiting':
        return attempts === 0 && at > lastAt ? [] : [{ fault: 'notification-stuck', about }];
      case 'refused':
        return [{ fault: 'notification-stuck', about }];
      case 'handed-over':
        return byId.has(about) ? [] : [{ fault: 'notification-lost', about }];
      case 'failed': {
        const isSaid = untold.some(({ notificationId }) => notificationId === about);
        return isSaid ? [] : [{ fault: 'notification-failed-unsaid', about }];
      }
    }
  });
}

function unknownFaults({ cases }: NightHistory, byId: ReceivedById): NightFault[] {
  const known = new Set(
    cases.flatMap(({ deliveries }) => deliveries.map((one) => one.notificationId)),
  );
  return [...byId.keys()]
    .filter((id) => !known.has(id))
    .map((about) => ({ fault: 'notification-unknown' as const, about }));
}

/** Messages in flight at a fault are repeated, at most once per fault. */
function repeatsIn(byId: ReceivedById, { disturbances, cases }: NightHistory) {
  const faults: NightFault[] = [];
  const triedAgain = timedOut(cases);
  let repeats = 0;
  for (const [about, receipts] of byId) {
    const times = receipts.map(({ at }) => at).sort((a, b) => a - b);
    for (const [index, at] of times.entries()) {
      const before = times[index - 1];
      if (before === undefined) continue;
      const isExcused = disturbances.some(({ from, until }) => before <= until && at >= from);
      const isTriedAgain = index <= (triedAgain.get(about) ?? 0);
      if (isExcused || isTriedAgain) repeats += 1;
      else faults.push({ fault: 'sent-twice', about });
    }
  }
  return { faults, repeats };
}

/** How often each message was repeated because a receiver accepted it and answered too late, by dispatch's own record. */
function timedOut(cases: readonly NightCase[]): Map<string, number> {
  const deliveries = cases.flatMap((one) => one.deliveries);
  return new Map(
    deliveries.map(({ notificationId, tries = [] }) => [
      notificationId,
      tries.filter(({ reason }) => reason === 'timed-out').length,
    ]),
  );
}

/** A person hears of a step over one channel once. */
function stepFaults({ id, deliveries }: NightCase): NightFault[] {
  const own = groupBy(deliveries, ({ notificationId, recipient, topic, channel }) => {
    const step = notificationId.replace(
      /-(officer|property|duty-leader)(-\d+)?(-direct|-group)?$/,
      '',
    );
    return [step, recipient, channel === undefined ? topic : 'directly'].join(' ');
  });
  return [...own]
    .filter(([, rows]) => rows.length > 1)
    .map(([step]) => ({ fault: 'told-twice-of-a-step' as const, about: `${id} ${step}` }));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
