// Judges notifications: each step of a case that concerns people has a message, and each message is received once or recorded as
// failed. A repeat under the same id counts as once, since receivers drop it, but only a fault in between excuses it.
import {
  notificationFaults,
  receivedById,
  repeatsIn,
  stepFaults,
  unknownFaults,
} from '../night/judge-messages.ts';
import type { ChaosFault } from './chaos-fault.ts';
import { linesOf, type HistoryLine, type LineOf } from './history.ts';

export interface MessageVerdict {
  faults: ChaosFault[];
  /** Messages that dispatch wrote. */
  messages: number;
  received: number;
  /** Received again under the same id, around a fault. */
  repeats: number;
  /** Failed, with a reason in the case. */
  failed: number;
}

export function checkMessages(history: readonly HistoryLine[]): MessageVerdict {
  const cases = linesOf(history, 'case');
  const byId = receivedById(linesOf(history, 'received'));
  const spans = linesOf(history, 'fault');
  const { faults: twice, repeats } = repeatsIn(byId, spans, cases);
  const deliveries = cases.flatMap((one) => one.deliveries);
  return {
    faults: [
      ...cases.flatMap(untoldFaults),
      ...cases.flatMap((one) => notificationFaults(one, byId, Infinity)),
      ...unknownFaults(cases, byId),
      ...twice,
      ...cases.flatMap(stepFaults),
    ],
    messages: deliveries.length,
    received: byId.size,
    repeats,
    failed: deliveries.filter(({ state }) => state === 'failed').length,
  };
}

/** Steps of which the officer and the property staff are notified. */
const toldSteps = [
  { effects: ['opened', 'opened-by-later-event'], event: 'opened' },
  { effects: ['cleared'], event: 'cleared' },
] as const;

function untoldFaults({ id, alerts, deliveries, untold }: LineOf<'case'>): ChaosFault[] {
  return toldSteps.flatMap(({ effects, event }) => {
    const isDue = alerts.some(({ effect }) => effects.some((one) => one === effect));
    if (!isDue) return [];
    return ['officer', 'property']
      .filter((role) => {
        const isWritten = deliveries.some((one) => one.role === role && one.event === event);
        return !isWritten && !untold.some((one) => one.role === role);
      })
      .map((role) => ({ fault: 'step-untold' as const, about: `${id} ${event} to ${role}` }));
  });
}
