// Several dispatches on one PostgreSQL share what has to go out: each takes rows in hand for a while, and leaves alone what
// another has. Rows of one case go through one hand at a time, so that their order stays. Times are those of the database,
// which is one for all. What a dead dispatch had in hand is free again when its time is over.
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
  /** The same over a restart, another one for each dispatch. */
  owner: string;
  limit: number;
  exceptTopics: readonly string[];
}

/** Longer than the twenty rows of a batch can take, when the broker needs ten seconds for each. */
const claimMs = 210_000;

export const databaseNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** What has still to go out: written as the index `notifications_to_go` has it, so that it is used. */
export function isToGo(state: PgColumn): SQL {
  return sql`${state} in ('waiting', 'refused')`;
}

export function claimNotifications(database: Database, claim: Claim): Promise<Outgoing[]> {
  return database.transaction(async (transaction) => {
    // One at a time, so that each sees what the others have in hand.
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
        ...{ notification, topic: to, routing: why, raisedAt: at },
      }));
  });
}

/** The oldest that nobody else has in hand, and before which nobody else has one of the same case. */
function freeRows(transaction: Database, { owner, limit, exceptTopics }: Claim) {
  const { position, caseId, topic, state, claimedBy, claimedUntil, addressee } = notifications;
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
        or(isNull(claimedBy), eq(claimedBy, owner), lte(claimedUntil, databaseNow)),
        not(exists(inOtherHands)),
      ),
    )
    .orderBy(asc(position))
    .limit(limit)
    .for('update', { skipLocked: true });
}
