// Notifications until their channel accepts them: written with the alert, read in that order.
import { and, asc, eq, isNull, notInArray, sql } from 'drizzle-orm';
import { deliveryFaults, type Delivery } from '../../contracts/index.ts';
import type { DeliveryOutcome, DeliveryState, Outgoing } from '../channels/outgoing.ts';
import { claimNotifications, isToGo } from './claim-notifications.ts';
import type { Database } from './database.ts';
import { notifications } from './schema.ts';
import { isOneOf } from './sql-lists.ts';
import { insertNewRows } from './upsert-rows.ts';
import type { NotificationStore, Settled } from '../delivery/notification-store.ts';

/** @param owner names this dispatch among several on one database; null when there is only one */
export function createNotificationStore(
  database: Database,
  owner: string | null = null,
): NotificationStore {
  return {
    waiting: (limit, exceptTopics = []) =>
      owner === null
        ? waiting(database, limit, exceptTopics)
        : claimNotifications(database, { owner, limit, exceptTopics }),
    settle: (notificationId, outcome, at) => settleAll(database, [{ notificationId, outcome }], at),
    settleAll: (settled, at) => settleAll(database, settled, at),
    deliveriesOf: (caseId) => deliveriesOf(database, caseId),
    caseIdOf: async (notificationId) => {
      const [row] = await database
        .select({ caseId: notifications.caseId })
        .from(notifications)
        .where(eq(notifications.notificationId, notificationId));
      return row?.caseId ?? null;
    },
    count: (state) => database.$count(notifications, eq(notifications.state, state)),
  };
}

export async function addNotifications(
  transaction: Database,
  outgoing: readonly (Outgoing & { at: number })[],
): Promise<void> {
  if (outgoing.length === 0) return;
  const rows = outgoing.map(({ notification, topic, routing, raisedAt, at }) => ({
    notificationId: notification.notificationId,
    caseId: notification.caseId,
    role: notification.role,
    body: notification,
    topic,
    routing,
    raisedAt,
    state: 'waiting' as const,
    attempts: 0,
    at,
    nextAt: 0,
  }));
  await insertNewRows(transaction, notifications, rows);
}

async function waiting(
  database: Database,
  limit: number,
  exceptTopics: readonly string[],
): Promise<Outgoing[]> {
  const { body, topic, routing, raisedAt } = notifications;
  return database
    .select({ notification: body, topic, routing, raisedAt })
    .from(notifications)
    .where(
      and(
        isToGo(notifications.state),
        isNull(notifications.addressee),
        notInArray(topic, [...exceptTopics]),
      ),
    )
    .orderBy(asc(notifications.position))
    .limit(limit);
}

/** One statement for all with the same result. */
async function settleAll(
  database: Database,
  settled: readonly Settled[],
  at: number,
): Promise<void> {
  const groups = new Map<string, { ids: string[]; outcome: DeliveryOutcome }>();
  for (const { notificationId, outcome } of settled) {
    const key = JSON.stringify(outcome);
    const group = groups.get(key) ?? { ids: [], outcome };
    group.ids.push(notificationId);
    groups.set(key, group);
  }
  for (const { ids, outcome } of groups.values())
    await database
      .update(notifications)
      .set({
        state: stateAfter[outcome.outcome],
        error: errorOf(outcome),
        attempts: sql`${notifications.attempts} + 1`,
        at,
        listeners: outcome.outcome === 'handed-over' ? outcome.listeners : null,
      })
      .where(isOneOf(notifications.notificationId, ids));
}

const stateAfter: Record<DeliveryOutcome['outcome'], DeliveryState> = {
  'handed-over': 'handed-over',
  retryable: 'waiting',
  refused: 'refused',
  permanent: 'failed',
};

/** A broker's message may have any length. */
const maxErrorLength = 500;

function errorOf(outcome: DeliveryOutcome): string | null {
  if (outcome.outcome === 'handed-over') return null;
  return `${outcome.reason}: ${outcome.detail}`.slice(0, maxErrorLength);
}

async function deliveriesOf(database: Database, caseId: string): Promise<Delivery[]> {
  const rows = await database
    .select()
    .from(notifications)
    .where(eq(notifications.caseId, caseId))
    .orderBy(asc(notifications.position));
  return rows.map(toDelivery);
}

function toDelivery(row: typeof notifications.$inferSelect): Delivery {
  const { notificationId, role, body, topic, state, attempts, at, error, listeners } = row;
  const direct = row.addressee && { channel: row.channel ?? '', tries: row.tries ?? [] };
  return {
    notificationId,
    role,
    recipient: row.addressee?.name ?? body.recipient?.name ?? null,
    topic,
    ...direct,
    event: body.event,
    capturedAt: body.capturedAt,
    state,
    attempts,
    at,
    error,
    ...faultIn(error),
    listeners,
    received: row.receivedAt === null ? null : { at: row.receivedAt, by: row.receivedBy },
    opened: row.openedAt === null ? null : { at: row.openedAt, by: row.openedBy },
  };
}

/** What is kept begins with the code, after the channel where it is a person's. */
function faultIn(error: string | null): Pick<Delivery, 'fault'> {
  const parts = error?.split(': ', 2) ?? [];
  const fault = deliveryFaults.find((one) => parts.includes(one));
  return fault === undefined ? {} : { fault };
}
