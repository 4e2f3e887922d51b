// What has to go out, until its channel has taken it. Written together with the alert, read in that order.
import { asc, eq, sql } from 'drizzle-orm';
import type { Delivery } from '../../contracts/index.ts';
import type { DeliveryOutcome, DeliveryState, Outgoing } from '../delivery/outgoing.ts';
import type { Database } from './database.ts';
import { notifications } from './schema.ts';

export interface NotificationStore {
  /** The oldest ones that wait. */
  waiting(limit: number): Promise<Outgoing[]>;
  /** Writes down how an attempt ended. */
  settle(notificationId: string, outcome: DeliveryOutcome, at: number): Promise<void>;
  deliveriesOf(caseId: string): Promise<Delivery[]>;
  count(state: DeliveryState): Promise<number>;
}

export function createNotificationStore(database: Database): NotificationStore {
  return {
    waiting: (limit) => waiting(database, limit),
    settle: (notificationId, outcome, at) => settle(database, notificationId, outcome, at),
    deliveriesOf: (caseId) => deliveriesOf(database, caseId),
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

async function waiting(database: Database, limit: number): Promise<Outgoing[]> {
  const { body, topic, routing, raisedAt } = notifications;
  return database
    .select({ notification: body, topic, routing, raisedAt })
    .from(notifications)
    .where(eq(notifications.state, 'waiting'))
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
      error: outcome.outcome === 'delivered' ? null : `${outcome.reason}: ${outcome.detail}`,
      attempts: sql`${notifications.attempts} + 1`,
      at,
    })
    .where(eq(notifications.notificationId, notificationId));
}

const stateAfter: Record<DeliveryOutcome['outcome'], DeliveryState> = {
  delivered: 'delivered',
  retryable: 'waiting',
  permanent: 'failed',
};

async function deliveriesOf(database: Database, caseId: string): Promise<Delivery[]> {
  const rows = await database
    .select()
    .from(notifications)
    .where(eq(notifications.caseId, caseId))
    .orderBy(asc(notifications.position));
  return rows.map(({ role, body, topic, state, attempts, at, error }) => ({
    role,
    recipient: body.recipient?.name ?? null,
    topic,
    event: body.event,
    state,
    attempts,
    at,
    error,
  }));
}
