// THE JUDGE of a night. Pure: takes its history and the escalation rule; returns all faults, and how often a message was repeated
// under its id around a fault.
import type { CaseStep } from '../../contracts/index.ts';
import { judgeTimers } from './judge-timers.ts';
import type { NightFault, NightRule } from './night-fault.ts';
import {
  groupBy,
  notificationFaults,
  receivedById,
  repeatsIn,
  stepFaults,
  unknownFaults,
  type ReceivedById,
} from './judge-messages.ts';
import type { NightCase, NightHistory } from './night-history.ts';

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
  const byId = receivedById(history.received);
  const { faults: twice, repeats } = repeatsIn(byId, history.disturbances, history.cases);
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
      ...unknownFaults(history.cases, byId),
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

function isReached({ deliveries }: NightCase, byId: ReceivedById): boolean {
  return deliveries.some(
    ({ notificationId, recipient }) => recipient !== null && byId.has(notificationId),
  );
}

function isAtTheTop(log: readonly CaseStep[], { topLevel }: NightRule): boolean {
  return log.some(({ step, details }) => step === 'escalated' && (details?.level ?? 0) >= topLevel);
}
