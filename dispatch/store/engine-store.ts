// The storage of the case engine: looks at cases, when the next ones are due, versions of policy and calendar, and who was not
// notified. A look is one transaction: it locks the case, calls the decision function, and writes its whole result or nothing.
import { and, asc, eq, gt, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Calendar, Policy } from '../../contracts/index.ts';
import type { Look } from '../timers/look.ts';
import type { Untold } from '../delivery/untold.ts';
import { stepsOf, type CaseContext } from './act-on-case.ts';
import { addTelling } from './add-telling.ts';
import type { Database } from './database.ts';
import { caseTimers, planVersions, untold } from './engine-schema.ts';
import { addSteps, openFolder } from './folder-rows.ts';
import { users } from './people-schema.ts';
import { cases, caseSteps } from './schema.ts';
import { wantLook } from './want-look.ts';

export interface PlanVersion {
  /** Epoch ms from which it applies. */
  from: number;
  calendar: Calendar;
  policy: Policy;
}

export interface DueCase {
  caseId: string;
  at: number;
}

export interface EngineStore {
  /** Null when there is no such case. */
  look(caseId: string, at: number, decide: (context: CaseContext) => Look): Promise<Look | null>;
  /** Cases with a look due by then, the earliest first. */
  dueUntil(at: number, limit: number): Promise<DueCase[]>;
  /** Schedules a look at all accepted cases, or those of one person, because their holder may have changed. Returns their ids. */
  lookAtTaken(at: number, by: string | null): Promise<string[]>;
  /** Schedules a look at all cases with a step dated after this time: the clock was set back. Returns their ids. */
  lookAtAhead(at: number): Promise<string[]>;
  /** Oldest first. */
  plans(): Promise<PlanVersion[]>;
  addPlan(version: PlanVersion): Promise<void>;
  untoldOf(caseId: string): Promise<(Untold & { at: number })[]>;
}

export function createEngineStore(database: Database): EngineStore {
  return {
    look: (caseId, at, decide) =>
      database.transaction((transaction) => look(transaction, { caseId, at, decide })),
    dueUntil: (at, limit) =>
      database
        .select({ caseId: caseTimers.caseId, at: caseTimers.at })
        .from(caseTimers)
        .where(lte(caseTimers.at, at))
        .orderBy(asc(caseTimers.at))
        .limit(limit),
    lookAtTaken: (at, by) => lookAtTaken(database, at, by),
    lookAtAhead: (at) => lookAtAhead(database, at),
    plans: () =>
      database
        .select({
          from: planVersions.from,
          calendar: planVersions.calendar,
          policy: planVersions.policy,
        })
        .from(planVersions)
        .orderBy(asc(planVersions.from), asc(planVersions.id)),
    addPlan: async (version) => {
      await database.insert(planVersions).values(version);
    },
    untoldOf: (caseId) =>
      database
        .select({
          notificationId: untold.notificationId,
          role: untold.role,
          person: untold.person,
          reason: untold.reason,
          at: untold.at,
        })
        .from(untold)
        .where(eq(untold.caseId, caseId))
        .orderBy(asc(untold.id)),
  };
}

interface LookPlan {
  caseId: string;
  at: number;
  decide: (context: CaseContext) => Look;
}

async function isDisabled(transaction: Database, username: string | null): Promise<boolean> {
  if (username === null) return false;
  const own = and(eq(users.username, username), isNotNull(users.disabledAt));
  return (await transaction.$count(users, own)) > 0;
}

/** An earlier time stays. */
async function lookAtTaken(database: Database, at: number, by: string | null): Promise<string[]> {
  const isTaken = inArray(cases.state, ['acknowledged', 'on-site']);
  const meant = by === null ? isTaken : and(isTaken, eq(cases.acknowledgedBy, by));
  const found = await database.select({ caseId: cases.id }).from(cases).where(meant);
  if (found.length === 0) return [];
  await database
    .insert(caseTimers)
    .values(found.map(({ caseId }) => ({ caseId, at })))
    .onConflictDoUpdate({
      target: caseTimers.caseId,
      set: { at: sql`least(${caseTimers.at}, excluded.at)` },
    });
  return found.map(({ caseId }) => caseId);
}

/** Cases without a timer need none. */
async function lookAtAhead(database: Database, at: number): Promise<string[]> {
  const steps = database.select({ caseId: caseSteps.caseId }).from(caseSteps);
  const found = await database
    .update(caseTimers)
    .set({ at: sql`least(${caseTimers.at}, ${at})` })
    .where(inArray(caseTimers.caseId, steps.where(gt(caseSteps.at, at))))
    .returning({ caseId: caseTimers.caseId });
  return found.map(({ caseId }) => caseId);
}

async function look(transaction: Database, { caseId, at, decide }: LookPlan): Promise<Look | null> {
  const folder = await openFolder(transaction, caseId);
  if (folder === null) return null;
  const log = await stepsOf(transaction, caseId);
  const isHolderDisabled = await isDisabled(transaction, folder.case.acknowledgedBy);
  const result = decide({ ...folder, log, isHolderDisabled });
  if (result.steps.length > 0)
    await transaction.update(cases).set(result.case).where(eq(cases.id, caseId));
  await addSteps(transaction, caseId, result.steps);
  await addTelling(transaction, caseId, result, at);
  if (result.nextAt === null)
    await transaction.delete(caseTimers).where(eq(caseTimers.caseId, caseId));
  else await wantLook(transaction, caseId, result.nextAt);
  return result;
}
