// The queue of direct messages to people, until one of their channels takes each. Rows are leased with `for update skip locked`,
// so that several dispatches share them and none is sent twice; nothing is sent inside the transaction. Messages to one person
// about one case stay in order.
import {
  and,
  asc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  not,
  notInArray,
  or,
  sql,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ChannelTry } from '../../contracts/index.ts';
import type { AfterAttempt } from '../delivery/after-attempt.ts';
import { addUntold } from './add-telling.ts';
import { databaseNow } from './claim-notifications.ts';
import type { Database } from './database.ts';
import { notifications } from './schema.ts';
import type { DirectRow, DirectClaim, DirectQueue } from '../delivery/direct-queue.ts';

/** Longer than any attempt may take. A longer lease was written before the database's clock was set back. */
const claimMs = 180_000;
const mostTriesKept = 20;

/** @param owner stable across a restart, different for each dispatch on the database; null when there is only one */
export function createDirectQueue(database: Database, owner: string | null): DirectQueue {
  return {
    dueChannels: async (at) => {
      const rows = await database
        .selectDistinct({ channel: notifications.channel })
        .from(notifications)
        .where(isDue(at));
      return rows.flatMap(({ channel }) => (channel === null ? [] : [channel]));
    },
    claim: (wanted) =>
      owner === null
        ? freeAlone(database, wanted)
        : database.transaction((transaction) => claim(transaction, { ...wanted, owner })),
    beginAnew: (after, at) => beginAnew(database, after, at),
    settle: (row, attempt, after) =>
      after.state === 'failed'
        ? database.transaction((transaction) => settle(transaction, row, attempt, after))
        : settle(database, row, attempt, after),
  };
}

/** Nothing waits this long: such an entry was written before the clock was set back. */
const longestWaitMs = 2 * 3_600_000;

function isDue(at: number) {
  const { state, addressee, nextAt } = notifications;
  const isTime = or(lte(nextAt, at), gt(nextAt, at + longestWaitMs));
  return and(eq(state, 'waiting'), isNotNull(addressee), isTime);
}

async function claim(
  transaction: Database,
  claimed: DirectClaim & { owner: string },
): Promise<DirectRow[]> {
  const { position, body, addressee, routing, raisedAt, channel, progress } = notifications;
  const free = freeRows(transaction, claimed);
  const rows = await transaction
    .update(notifications)
    .set({ claimedBy: claimed.owner, claimedUntil: sql`${databaseNow} + ${claimMs}` })
    .where(inArray(position, free))
    .returning({ position, notification: body, addressee, routing, raisedAt, channel, progress });
  return rows.sort((a, b) => a.position - b.position).flatMap(toRow);
}

/** Nobody else can lease these, so nothing is written. */
async function freeAlone(database: Database, wanted: DirectClaim): Promise<DirectRow[]> {
  const { position, body, addressee, routing, raisedAt, channel, progress } = notifications;
  const rows = await database
    .select({ notification: body, addressee, routing, raisedAt, channel, progress })
    .from(notifications)
    .where(mayGo(database, wanted))
    .orderBy(asc(position))
    .limit(wanted.limit);
  return rows.flatMap(toRow);
}

type Read = Omit<DirectRow, 'addressee' | 'channel' | 'progress'> & {
  [key in 'addressee' | 'channel' | 'progress']: DirectRow[key] | null;
};

function toRow({
  notification,
  addressee,
  routing,
  raisedAt,
  channel,
  progress,
}: Read): DirectRow[] {
  if (addressee === null || channel === null || progress === null) return [];
  return [{ notification, addressee, routing, raisedAt, channel, progress }];
}

function freeRows(transaction: Database, claimed: DirectClaim & { owner: string }) {
  const { position, claimedBy, claimedUntil } = notifications;
  const isFree = or(
    isNull(claimedBy),
    eq(claimedBy, claimed.owner),
    lte(claimedUntil, databaseNow),
    gt(claimedUntil, sql`${databaseNow} + ${2 * claimMs}`),
  );
  return transaction
    .select({ position })
    .from(notifications)
    .where(and(mayGo(transaction, claimed), isFree))
    .orderBy(asc(position))
    .limit(claimed.limit)
    .for('update', { skipLocked: true });
}

function mayGo(database: Database, { at, channel: over, inHand }: DirectClaim) {
  const { notificationId, channel } = notifications;
  return and(
    isDue(at),
    eq(channel, over),
    notInArray(notificationId, [...inHand]),
    not(exists(earlierOfPerson(database))),
  );
}

/** The earlier pending messages to the same person about the same case. */
function earlierOfPerson(transaction: Database) {
  const earlier = alias(notifications, 'earlier');
  return transaction
    .select({ position: earlier.position })
    .from(earlier)
    .where(
      and(
        eq(earlier.caseId, notifications.caseId),
        eq(earlier.addresseeKey, notifications.addresseeKey),
        eq(earlier.state, 'waiting'),
        lt(earlier.position, notifications.position),
      ),
    );
}

/** The times of their channels are of the former clock too, so nothing is left of their progress. */
async function beginAnew(database: Database, after: number, at: number): Promise<number> {
  const { state, addressee, nextAt, position } = notifications;
  const rows = await database
    .update(notifications)
    .set({ nextAt: at, progress: { firstAt: null, channels: {} } })
    .where(and(eq(state, 'waiting'), isNotNull(addressee), gt(nextAt, after)))
    .returning({ position });
  return rows.length;
}

async function settle(
  transaction: Database,
  { notification, addressee }: DirectRow,
  attempt: ChannelTry,
  after: AfterAttempt,
): Promise<void> {
  const { notificationId, caseId, role } = notification;
  const { attempts, state } = notifications;
  const next =
    after.state === 'waiting'
      ? { channel: after.channel, nextAt: after.nextAt, progress: after.progress }
      : { channel: attempt.channel };
  const written = await transaction
    .update(notifications)
    .set({
      state: after.state,
      ...next,
      at: attempt.at,
      claimedBy: null,
      claimedUntil: null,
      tries: withTry(attempt),
      attempts: sql`${attempts} + 1`,
      error: attempt.reason === null ? null : errorOf(attempt),
    })
    .where(and(eq(notifications.notificationId, notificationId), eq(state, 'waiting')))
    .returning({ position: notifications.position });
  if (after.state !== 'failed' || written.length === 0) return;
  const reason = 'no-channel-worked' as const;
  const row = { notificationId, role, person: addressee.name, reason };
  await addUntold(transaction, caseId, [row], attempt.at);
}

/** The last attempts plus one more. */
function withTry(attempt: ChannelTry) {
  const known = sql`coalesce(${notifications.tries}, '[]'::jsonb)`;
  const kept = sql`case when jsonb_array_length(${known}) >= ${mostTriesKept}
    then ${known} - 0 else ${known} end`;
  return sql`(${kept}) || ${JSON.stringify([attempt])}::jsonb`;
}

function errorOf({ channel, reason, detail }: ChannelTry): string {
  // The detail is bounded already.
  return `${channel}: ${reason ?? ''}: ${detail ?? ''}`;
}
