// Holds and deletions in the database. Both lock the row of the case, so that a concurrent hold and deletion see each other.
import {
  and,
  asc,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  not,
  sql,
  type SQL,
} from 'drizzle-orm';
import { settledStates, type RetentionRule } from '../../contracts/index.ts';
import type { Deletion, DeletionWish, RetentionStore } from '../evidence/retention-store.ts';
import { addWaiting } from './custody-store.ts';
import { clipRequests } from './clip-request-schema.ts';
import type { Database } from './database.ts';
import { isKey } from './media-index.ts';
import { evidenceHolds } from './retention-schema.ts';
import { caseIncidents, cases, caseSteps, media } from './schema.ts';

export function createRetentionStore(database: Database): RetentionStore {
  return {
    hold: (caseId, wish) =>
      database.transaction(async (transaction) => {
        if ((await lockCase(transaction, caseId)) === null) return 'no-such-case';
        const { at: since, by, reason } = wish;
        const rows = transaction.insert(evidenceHolds).values({ caseId, since, by, reason });
        const added = await rows.onConflictDoNothing().returning({ id: evidenceHolds.id });
        return added.length > 0 ? 'held' : 'already-held';
      }),
    lift: async (caseId, { at, by, reason }) => {
      const set = { liftedAt: at, liftedBy: by, liftedBecause: reason };
      const rows = database.update(evidenceHolds).set(set).where(inForce(caseId));
      return (await rows.returning({ id: evidenceHolds.id })).length > 0 ? 'lifted' : 'not-held';
    },
    holdOf: async (caseId) => {
      const { since, by, reason } = evidenceHolds;
      const rows = database.select({ since, by, reason }).from(evidenceHolds);
      return (await rows.where(inForce(caseId)))[0] ?? null;
    },
    newestStepAt: async () => {
      const { id, at } = caseSteps;
      const rows = database.select({ at }).from(caseSteps).orderBy(desc(id)).limit(1);
      return (await rows)[0]?.at ?? null;
    },
    due: (rules, now, limit) => dueIn(database, { rules, now, limit }),
    delete: (wish) => database.transaction((transaction) => deleteIn(transaction, wish)),
    ...deletedIn(database),
  };
}

function deletedIn(database: Database): Pick<RetentionStore, 'deletedOf' | 'toRemove' | 'removed'> {
  const { incidentId, opening, name, deletedAt, deletedWhy, removedAt } = media;
  return {
    deletedOf: async (incidentIds) => {
      if (incidentIds.length === 0) return [];
      const rows = await database
        .select({ incidentId, opening, name, at: deletedAt, why: deletedWhy })
        .from(media)
        .where(and(inArray(incidentId, [...incidentIds]), isNotNull(deletedAt)))
        .orderBy(asc(incidentId), asc(opening), asc(name));
      return rows.map((row) => ({ ...row, at: row.at ?? 0, why: row.why ?? 'rule' }));
    },
    toRemove: (limit) =>
      database
        .select({ incidentId, opening, name })
        .from(media)
        .where(and(isNotNull(deletedAt), isNull(removedAt)))
        .limit(limit),
    removed: async (key, at) => {
      await database.update(media).set({ removedAt: at }).where(isKey(key));
    },
  };
}

async function lockCase(transaction: Database, caseId: string) {
  const { id, state } = cases;
  const rows = transaction.select({ id, state }).from(cases).where(eq(id, caseId));
  return (await rows.for('update'))[0] ?? null;
}

function inForce(caseId: string | SQL) {
  return and(eq(evidenceHolds.caseId, caseId), isNull(evidenceHolds.liftedAt));
}

interface Asked {
  rules: readonly RetentionRule[];
  now: number;
  limit: number;
}

/** Each rule covers what no earlier rule covers. */
async function dueIn(database: Database, { rules, now, limit }: Asked): Promise<string[]> {
  const found: string[] = [];
  for (const [index, rule] of rules.entries()) {
    const earlier = rules.slice(0, index).map((one) => not(fits(one)));
    const own = and(fits(rule), ...earlier, lt(lastStepAt, now - rule.keep));
    const rows = await database
      .select({ id: cases.id })
      .from(cases)
      .where(and(own, hasMedia, isFree))
      .orderBy(asc(cases.id))
      .limit(limit - found.length);
    found.push(...rows.map(({ id }) => id));
    if (found.length >= limit) break;
  }
  return found;
}

function fits({ kinds, states = [...settledStates] }: RetentionRule): SQL {
  const isOfState = inArray(cases.state, states);
  const isOfKind = kinds === undefined ? undefined : inArray(cases.kind, [...kinds]);
  return and(isOfState, isOfKind) ?? sql`false`;
}

// Names of tables are written out: drizzle omits them in a query of one table.
const lastStepAt = sql`(select max("step"."at") from ${caseSteps} as "step"
  where "step"."case_id" = "cases"."id")`;
/** Also of clips that somebody asked for about the case. */
const hasMedia = sql`exists (select 1 from (
    select "seen"."incident_id" from ${caseIncidents} as "seen" where "seen"."case_id" = "cases"."id"
    union all
    select "asked"."id" from ${clipRequests} as "asked" where "asked"."case_id" = "cases"."id"
  ) as "own"
  join ${media} as "found" on "found"."incident_id" = "own"."incident_id"
  where "found"."deleted_at" is null)`;
const isFree = sql`not exists (select 1 from ${evidenceHolds} as "hold"
  where "hold"."case_id" = "cases"."id" and "hold"."lifted_at" is null)`;

async function deleteIn(
  transaction: Database,
  { caseId, at, why, draftOf }: DeletionWish,
): Promise<Deletion> {
  const found = await lockCase(transaction, caseId);
  if (found === null) return { ok: false, reason: 'no-such-case' };
  const [hold] = await transaction.select().from(evidenceHolds).where(inForce(caseId));
  if (hold !== undefined) return { ok: false, reason: 'on-hold' };
  const isSettled = settledStates.some((state) => state === found.state);
  if (!isSettled) return { ok: false, reason: 'case-not-settled' };
  const own = transaction
    .select({ incidentId: caseIncidents.incidentId })
    .from(caseIncidents)
    .where(eq(caseIncidents.caseId, caseId))
    .union(
      transaction
        .select({ incidentId: clipRequests.id })
        .from(clipRequests)
        .where(eq(clipRequests.caseId, caseId)),
    );
  const files = await transaction
    .update(media)
    .set({ deletedAt: at, deletedWhy: why })
    .where(and(inArray(media.incidentId, own), isNull(media.deletedAt)))
    .returning();
  if (files.length === 0) return { ok: false, reason: 'nothing-kept' };
  await addWaiting(transaction, files.map(draftOf));
  return { ok: true, files };
}
