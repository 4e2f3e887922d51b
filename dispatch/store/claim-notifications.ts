// Shares notifications between several dispatches on one PostgreSQL: each leases rows for a limited time, and skips rows under
// another's lease. Rows of one case are leased by one dispatch at a time, to keep their order. Leases use the database's clock.
// The leases of a dead dispatch expire.
import {
  and,
  asc,
  eq,
  exists,
  gt,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  not,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { Outgoing } from '../channels/outgoing.ts';
import type { Database } from './database.ts';
import { notifications } from './schema.ts';

export interface Claim {
  /** Stable across a restart, different for each dispatch. */
  owner: string;
  limit: number;
  exceptTopics: readonly string[];
}

/** Longer than a batch of twenty rows can take, when the broker needs ten seconds for each. */
const claimMs = 210_000;

export const databaseNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Pending rows, written like the index `notifications_to_go`, so that it is used. */
export function isToGo(state: PgColumn): SQL {
  return sql`${state} in ('waiting', 'refused')`;
}

export function claimNotifications(database: Database, claim: Claim): Promise<Outgoing[]> {
  return database.transaction(async (transaction) => {
    // One at a time, so that each sees the leases of the others.
    await transaction.execute(
      sql`select pg_advisory_xact_lock(hashtextextended('claim notifications', 0))`,
    );
    const { body, topic, routing, raisedAt, position } = notifications;
    const rows = await transaction
      .update(notifications)
      .set({ claimedBy: claim.owner, claimedUntil: sql`${databaseNow} + ${claimMs}` })
      .where(inArray(position, freeRows(transaction, claim)))
      .returning({ notification: body, topic, routing, raisedAt, position });
    return rows
      .sort((a, b) => a.position - b.position)
      .map(({ notification, topic: to, routing: why, raisedAt: at }) => ({
        notification,
        topic: to,
        routing: why,
        raisedAt: at,
      }));
  });
}

/** No lease is longer than twice its time: such a one was written before the database's clock was set back. */
function isFree(owner: string) {
  const { claimedBy, claimedUntil } = notifications;
  return or(
    isNull(claimedBy),
    eq(claimedBy, owner),
    lte(claimedUntil, databaseNow),
    gt(claimedUntil, sql`${databaseNow} + ${2 * claimMs}`),
  );
}

/** The oldest rows without another's lease, and without an earlier leased row of the same case. */
function freeRows(transaction: Database, { owner, limit, exceptTopics }: Claim) {
  const { position, caseId, topic, state, addressee } = notifications;
  const earlier = alias(notifications, 'earlier');
  const inOtherHands = transaction
    .select({ position: earlier.position })
    .from(earlier)
    .where(
      and(
        eq(earlier.caseId, caseId),
        isNull(earlier.addressee),
        lt(earlier.position, position),
        eq(earlier.state, 'waiting'),
        ne(earlier.claimedBy, owner),
        gt(earlier.claimedUntil, databaseNow),
        lte(earlier.claimedUntil, sql`${databaseNow} + ${2 * claimMs}`),
      ),
    );
  return transaction
    .select({ position })
    .from(notifications)
    .where(
      and(
        isToGo(state),
        isNull(addressee),
        notInArray(topic, [...exceptTopics]),
        isFree(owner),
        not(exists(inOtherHands)),
      ),
    )
    .orderBy(asc(position))
    .limit(limit)
    .for('update', { skipLocked: true });
}
