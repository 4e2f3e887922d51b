// Writes what must be sent for some events, in their transaction: messages to topics and to people, and who is not notified.
// Muted people and people above their rate limit are not notified, and this is recorded.
import { and, eq, gt, lte } from 'drizzle-orm';
import { isMuted } from '../delivery/mutes.ts';
import type { DirectOutgoing, Telling } from '../delivery/telling.ts';
import type { Untold } from '../delivery/untold.ts';
import { beginProgress } from '../delivery/after-attempt.ts';
import type { Database } from './database.ts';
import { untold } from './engine-schema.ts';
import { addNotifications } from './notification-store.ts';
import { mutesAt } from './mute-store.ts';
import { notifications } from './schema.ts';

export interface TellingOf {
  caseId: string;
  telling: Telling;
  at: number;
}

type UntoldRow = Untold & { caseId: string; at: number };

export function addTelling(
  transaction: Database,
  caseId: string,
  telling: Telling,
  at: number,
): Promise<void> {
  return addTellings(transaction, [{ caseId, telling, at }]);
}

/** In their order. */
export async function addTellings(
  transaction: Database,
  tellings: readonly TellingOf[],
): Promise<void> {
  const toTopics = tellings.flatMap(({ telling, at }) =>
    telling.outgoing.map((outgoing) => ({ ...outgoing, at })),
  );
  await addNotifications(transaction, toTopics);
  const rows: UntoldRow[] = [];
  for (const one of tellings) {
    const { caseId, telling, at } = one;
    const held = await addAllDirect(transaction, one);
    rows.push(...[...telling.untold, ...held].map((row) => ({ ...row, caseId, at })));
  }
  if (rows.length > 0) await transaction.insert(untold).values(rows);
}

export async function addUntold(
  transaction: Database,
  caseId: string,
  rows: readonly Untold[],
  at: number,
): Promise<void> {
  if (rows.length === 0) return;
  await transaction.insert(untold).values(rows.map((one) => ({ ...one, caseId, at })));
}

/** Returns who is not notified after all. */
async function addAllDirect(
  transaction: Database,
  { telling: { direct, limit }, at }: TellingOf,
): Promise<Untold[]> {
  // A site without direct channels has nothing to mute.
  if (direct.length === 0) return [];
  const held: Untold[] = [];
  const mutes = await mutesAt(transaction, at);
  for (const one of direct)
    if (isMuted(one, mutes)) held.push(heldBack(one, 'muted'));
    else if (await isOverLimit(transaction, one, limit, at)) held.push(heldBack(one, 'rate-limit'));
    else await addDirect(transaction, one, at);
  return held;
}

function heldBack(
  { notification, addressee }: DirectOutgoing,
  reason: 'muted' | 'rate-limit',
): Untold {
  const { notificationId, role } = notification;
  return { notificationId, role, person: addressee.name, reason };
}

/** Half of a person's rate limit is reserved for new cases and for those that nobody has accepted. */
async function isOverLimit(
  transaction: Database,
  { addressee, notification }: DirectOutgoing,
  limit: Telling['limit'],
  at: number,
): Promise<boolean> {
  if (limit === null || addressee.kind !== 'person') return false;
  const isPressing = notification.event === 'opened' || notification.purpose !== 'news';
  const most = isPressing ? limit.messages : Math.floor(limit.messages / 2);
  const { addresseeKey, queuedAt } = notifications;
  // An entry in the future was written before the clock was set back.
  const lately = and(gt(queuedAt, at - limit.within), lte(queuedAt, at));
  const own = and(eq(addresseeKey, addressee.key), lately);
  return (await transaction.$count(notifications, own)) >= most;
}

async function addDirect(
  transaction: Database,
  { notification, addressee, routing, raisedAt }: DirectOutgoing,
  at: number,
): Promise<void> {
  const { notificationId, caseId, role } = notification;
  await transaction
    .insert(notifications)
    .values({
      notificationId,
      caseId,
      role,
      body: notification,
      topic: '',
      routing,
      raisedAt,
      state: 'waiting',
      attempts: 0,
      at,
      queuedAt: at,
      addressee,
      addresseeKey: addressee.key,
      ...beginProgress(addressee.channels),
    })
    .onConflictDoNothing();
}
