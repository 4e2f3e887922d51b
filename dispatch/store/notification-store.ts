// What has to go out, until its channel has taken it. Written together with the alert, read in that order.
import { and, asc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { Delivery } from '../../contracts/index.ts';
import type { DeliveryOutcome, DeliveryState, Outgoing } from '../channels/outgoing.ts';
import { claimNotifications } from './claim-notifications.ts';
import type { Database } from './database.ts';
import { notifications } from './schema.ts';
import type { NotificationStore } from '../delivery/notification-store.ts';

/** States in which a notification has still to go out. */
const toGo: DeliveryState[] = ['waiting', 'refused'];

/** @param owner names this dispatch among several on one database; null where there is no other */
export function createNotificationStore(
  database: Database,
  owner: string | null = null,
): NotificationStore {
  return {
    waiting: (limit, exceptTopics = []) =>
      owner === null
        ? waiting(database, limit, exceptTopics)
        : claimNotifications(database, { owner, limit, exceptTopics, states: toGo }),
    settle: (notificationId, outcome, at) => settle(database, notificationId, outcome, at),
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
  outgoing: readonly Outgoing[],
  at: number,
): Promise<void> {
  if (outgoing.length === 0) return;
  const rows = outgoing.map(({ notification, topic, routing, raisedAt }) => ({
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
  }));
  await transaction.insert(notifications).values(rows).onConflictDoNothing();
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
        inArray(notifications.state, toGo),
        isNull(notifications.addressee),
        notInArray(topic, [...exceptTopics]),
      ),
    )
    .orderBy(asc(notifications.position))
    .limit(limit);
}

async function settle(
  database: Database,
  notificationId: string,
  outcome: DeliveryOutcome,
  at: number,
): Promise<void> {
  await database
    .update(notifications)
    .set({
      state: stateAfter[outcome.outcome],
      error: errorOf(outcome),
      attempts: sql`${notifications.attempts} + 1`,
      at,
      listeners: outcome.outcome === 'handed-over' ? outcome.listeners : null,
    })
    .where(eq(notifications.notificationId, notificationId));
}

const stateAfter: Record<DeliveryOutcome['outcome'], DeliveryState> = {
  'handed-over': 'handed-over',
  retryable: 'waiting',
  refused: 'refused',
  permanent: 'failed',
};

/** What a broker says may be of any length. */
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
    listeners,
    received: row.receivedAt === null ? null : { at: row.receivedAt, by: row.receivedBy },
    opened: row.openedAt === null ? null : { at: row.openedAt, by: row.openedBy },
  };
}
