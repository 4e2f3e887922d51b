// Keys of edges, invitations and waiting alerts, in the database. The custody entry of a change is written with it.
import { createHash } from 'node:crypto';
import { and, asc, count, desc, eq, gt, min, ne, sql } from 'drizzle-orm';
import type { CustodyDraft } from '../evidence/custody-draft.ts';
import type { EdgeKeyStore, Enrolling, EnrolmentChange } from '../evidence/edge-key-store.ts';
import { addWaiting } from './custody-store.ts';
import type { Database } from './database.ts';
import { edgeInvitations, edgeKeys, refusedAlerts } from './edge-key-schema.ts';

export function createEdgeKeyStore(database: Database): EdgeKeyStore {
  return {
    keys: () => keysOf(database),
    addInvitation: (invitation, draft) =>
      database.transaction(async (transaction) => {
        await transaction.insert(edgeInvitations).values(invitation);
        await addWaiting(transaction, [draft]);
      }),
    enrol: (claim, decide) => enrol(database, claim, decide),
    revoke: (key, { at, reason }, draft) => {
      const isKey = and(eq(edgeKeys.key, key), ne(edgeKeys.state, 'revoked'));
      return noted(database, draft, async (transaction) => {
        const set = { state: 'revoked', endedAt: at, reason } as const;
        const rows = transaction.update(edgeKeys).set(set).where(isKey);
        return (await rows.returning({ key: edgeKeys.key })).length > 0;
      });
    },
    ...refusedIn(database),
  };
}

function refusedIn(
  database: Database,
): Omit<EdgeKeyStore, 'keys' | 'addInvitation' | 'enrol' | 'revoke'> {
  const { number } = refusedAlerts;
  return {
    keepRefused: async (alert, draft, limits) => {
      const digest = createHash('sha256').update(alert.body).digest('hex');
      const isIt = and(eq(refusedAlerts.alertId, alert.alertId), eq(refusedAlerts.digest, digest));
      if ((await database.$count(refusedAlerts, isIt)) > 0) return 'repeated';
      if (!(await hasRoom(database, alert, limits))) return 'no-room';
      const isAdded = await noted(database, draft, async (transaction) => {
        const rows = transaction.insert(refusedAlerts).values({ ...alert, digest });
        return (await rows.onConflictDoNothing().returning({ number })).length > 0;
      });
      return isAdded ? 'kept' : 'repeated';
    },
    note: (draft) => addWaiting(database, [draft]),
    refused: (limit, after = 0) =>
      database
        .select()
        .from(refusedAlerts)
        .where(gt(number, after))
        .orderBy(asc(number))
        .limit(limit),
    refusedCounts: () => countRefused(database),
    vouch: (wanted, draft) =>
      noted(database, draft, async (transaction) => {
        const rows = transaction.update(refusedAlerts).set({ isVouchedFor: true });
        return (await rows.where(eq(number, wanted)).returning({ number })).length > 0;
      }),
    forgetRefused: (wanted, draft) =>
      noted(database, draft, async (transaction) => {
        const rows = transaction.delete(refusedAlerts).where(eq(number, wanted));
        return (await rows.returning({ number })).length > 0;
      }),
  };
}

type Limits = Parameters<EdgeKeyStore['keepRefused']>[2];

/** Several at once may go over it by as many. The length of a text is known without reading it. */
async function hasRoom(
  database: Database,
  { edgeId, body }: { edgeId: string; body: string },
  limits: Limits,
): Promise<boolean> {
  const [row] = await database
    .select({
      alerts: count(),
      own: sql<number>`count(*) filter (where ${refusedAlerts.edgeId} = ${edgeId})`.mapWith(Number),
      bytes: sql<number>`coalesce(sum(octet_length(${refusedAlerts.body})), 0)`.mapWith(Number),
    })
    .from(refusedAlerts);
  const { alerts, own, bytes } = row ?? { alerts: 0, own: 0, bytes: 0 };
  const isInCount = alerts < limits.alerts && own < limits.ofEdge;
  return isInCount && bytes + Buffer.byteLength(body) <= limits.bytes;
}

/** Only real changes are recorded. */
async function noted(
  database: Database,
  draft: CustodyDraft | null,
  work: (transaction: Database) => Promise<boolean>,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const isChanged = await work(transaction);
    if (isChanged && draft !== null) await addWaiting(transaction, [draft]);
    return isChanged;
  });
}

async function keysOf(database: Database) {
  return database.select().from(edgeKeys).orderBy(desc(edgeKeys.since), asc(edgeKeys.key));
}

async function countRefused(database: Database) {
  const { edgeId, reason, at } = refusedAlerts;
  const rows = await database
    .select({ edgeId, reason, alerts: count(), since: min(at) })
    .from(refusedAlerts)
    .groupBy(edgeId, reason)
    .orderBy(edgeId, reason);
  return rows.map((row) => ({ ...row, since: row.since ?? 0 }));
}

async function enrol(
  database: Database,
  claim: Enrolling,
  decide: Parameters<EdgeKeyStore['enrol']>[1],
): Promise<EnrolmentChange> {
  return database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended('edge keys', 0))`);
    const isAsked = eq(edgeInvitations.hash, claim.hash);
    const [invitation = null] = await transaction.select().from(edgeInvitations).where(isAsked);
    const change = decide({ invitation, keys: await keysOf(transaction) });
    if (change.ok && !change.isRepeat) await putKey(transaction, claim);
    if (change.draft !== null) await addWaiting(transaction, [change.draft]);
    return change;
  });
}

async function putKey(transaction: Database, { hash, edgeId, key, at }: Enrolling): Promise<void> {
  const isOlder = and(eq(edgeKeys.edgeId, edgeId), eq(edgeKeys.state, 'active'));
  await transaction.update(edgeKeys).set({ state: 'retired', endedAt: at }).where(isOlder);
  const row = { edgeId, state: 'active' as const, endedAt: null, reason: null };
  await transaction
    .insert(edgeKeys)
    .values({ key, since: at, ...row })
    .onConflictDoUpdate({ target: edgeKeys.key, set: row });
  await transaction
    .update(edgeInvitations)
    .set({ usedAt: at, usedBy: key })
    .where(eq(edgeInvitations.hash, hash));
}
