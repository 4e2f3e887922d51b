// Judges what people were told: each message is received once or visibly failed, and nobody hears of a step twice. Pure: takes the
// cases, the receipts and the faults of that time. The benches `night` and `chaos` share it.
import type { MessageFault } from './night-fault.ts';
import type { NightCase, Receipt } from './night-history.ts';

export type ReceivedById = ReadonlyMap<string, Receipt[]>;

export function receivedById(received: readonly Receipt[]): ReceivedById {
  return groupBy(received, ({ notificationId }) => notificationId);
}

/** Messages written after `lastAt` had no time to be sent before the end. */
export function notificationFaults(
  { deliveries, untold }: Pick<NightCase, 'deliveries' | 'untold'>,
  byId: ReceivedById,
  lastAt: number,
): MessageFault[] {
  return deliveries.flatMap(({ notificationId: about, state, attempts, at }): MessageFault[] => {
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

export function unknownFaults(
  cases: readonly Pick<NightCase, 'deliveries'>[],
  byId: ReceivedById,
): MessageFault[] {
  const known = new Set(
    cases.flatMap(({ deliveries }) => deliveries.map((one) => one.notificationId)),
  );
  return [...byId.keys()]
    .filter((id) => !known.has(id))
    .map((about) => ({ fault: 'notification-unknown' as const, about }));
}

interface Span {
  /** Real time: messages in flight then may be repeated. */
  from: number;
  until: number;
}

/** Messages in flight at a fault are repeated, at most once per fault. */
export function repeatsIn(
  byId: ReceivedById,
  spans: readonly Span[],
  cases: readonly Pick<NightCase, 'deliveries'>[],
) {
  const faults: MessageFault[] = [];
  const triedAgain = timedOut(cases);
  let repeats = 0;
  for (const [about, receipts] of byId) {
    const times = receipts.map(({ at }) => at).sort((a, b) => a - b);
    for (const [index, at] of times.entries()) {
      const before = times[index - 1];
      if (before === undefined) continue;
      const isExcused = spans.some(({ from, until }) => before <= until && at >= from);
      const isTriedAgain = index <= (triedAgain.get(about) ?? 0);
      if (isExcused || isTriedAgain) repeats += 1;
      else faults.push({ fault: 'sent-twice', about });
    }
  }
  return { faults, repeats };
}

/** How often each message was repeated because a receiver accepted it and answered too late, by dispatch's own record. */
function timedOut(cases: readonly Pick<NightCase, 'deliveries'>[]): Map<string, number> {
  const deliveries = cases.flatMap((one) => one.deliveries);
  return new Map(
    deliveries.map(({ notificationId, tries = [] }) => [
      notificationId,
      tries.filter(({ reason }) => reason === 'timed-out').length,
    ]),
  );
}

/** A person hears of a step over one channel once. */
export function stepFaults({
  id,
  deliveries,
}: Pick<NightCase, 'id' | 'deliveries'>): MessageFault[] {
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

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
