// Who was notified, grouped by opening, then by person and progress, so that an object that comes back all night does not fill
// pages. Pure.
import type { CaseDetail, Delivery } from '../../../contracts/index.ts';

/**
 * The known progress of a message: `opened` by a person, `received` by a device, accepted by a broker to which `nobody` was
 * subscribed, or `handed-over` to a broker, which does not show who has it.
 */
export type Standing = Delivery['state'] | 'nobody' | 'received' | 'opened';

export interface DeliveryRow {
  /** The latest of the grouped messages. */
  latest: Delivery;
  standing: Standing;
  count: number;
  /** The events, each once, in order. */
  events: Delivery['event'][];
}

export interface DeliveryGroup {
  /** When the object appeared, or came back. */
  since: number;
  /** 1 for the first time. */
  time: number;
  total: number;
  rows: DeliveryRow[];
}

type Told = Pick<CaseDetail, 'openedAt' | 'lastOpenedAt' | 'events' | 'deliveries'>;

/** The latest opening first; openings without notifications are left out. */
export function gatherDeliveries(detail: Told): DeliveryGroup[] {
  const starts = startsOf(detail);
  const groups = starts.map((since, index) => {
    const end = starts[index + 1] ?? Infinity;
    const own = detail.deliveries.filter((one) => {
      const at = one.capturedAt ?? one.at;
      return (at >= since || index === 0) && at < end;
    });
    return { since, time: index + 1, total: own.length, rows: rowsOf(own) };
  });
  return groups.filter(({ total }) => total > 0).reverse();
}

export function standingOf({ state, listeners, received, opened }: Delivery): Standing {
  if (opened !== null) return 'opened';
  if (received !== null) return 'received';
  return state === 'handed-over' && listeners === 'nobody' ? 'nobody' : state;
}

function startsOf({ openedAt, lastOpenedAt = openedAt, events }: Told): number[] {
  const back = events
    .filter(({ effect }) => effect === 'came-back')
    .map(({ capturedAt }) => capturedAt);
  return [...new Set([openedAt, ...back, lastOpenedAt])].sort((a, b) => a - b);
}

function rowsOf(deliveries: readonly Delivery[]): DeliveryRow[] {
  const rows = new Map<string, DeliveryRow>();
  for (const one of deliveries) {
    const standing = standingOf(one);
    const way = one.channel ?? one.topic;
    const key = JSON.stringify([one.role, one.recipient, way, standing, one.error]);
    const known = rows.get(key);
    rows.set(key, {
      latest: one,
      standing,
      count: (known?.count ?? 0) + 1,
      events: [...new Set([...(known?.events ?? []), one.event])],
    });
  }
  return [...rows.values()];
}
