// Clips that people ask for, in the database.
import { and, asc, count, desc, eq, gte, isNull, sql } from 'drizzle-orm';
import type { ClipRequestStore } from '../evidence/clip-request-store.ts';
import { clipRequests } from './clip-request-schema.ts';
import type { Database } from './database.ts';

export function createClipRequestStore(database: Database): ClipRequestStore {
  const { id, cameraId, caseId, at, answeredAt } = clipRequests;
  const isOpen = (since: number) => and(isNull(answeredAt), gte(at, since));
  return {
    add: (request, { most, since }) =>
      database.transaction(async (transaction) => {
        // One at a time: two who ask at once are counted one after the other.
        await transaction.execute(
          sql`select pg_advisory_xact_lock(hashtextextended('clip requests', 0))`,
        );
        const counted = transaction.select({ open: count() }).from(clipRequests);
        const [row] = await counted.where(isOpen(since));
        if ((row?.open ?? 0) >= most) return false;
        await transaction.insert(clipRequests).values(request);
        return true;
      }),
    find: async (wanted) => {
      const rows = database.select().from(clipRequests).where(eq(id, wanted));
      return (await rows)[0] ?? null;
    },
    ofCamera: (camera, limit) =>
      database
        .select()
        .from(clipRequests)
        .where(eq(cameraId, camera))
        .orderBy(desc(at), desc(id))
        .limit(limit),
    ofCase: (wanted) =>
      database.select().from(clipRequests).where(eq(caseId, wanted)).orderBy(asc(at), asc(id)),
    open: (since) => database.select().from(clipRequests).where(isOpen(since)).orderBy(asc(at)),
    answered: async (wanted, now) => {
      const rows = database.update(clipRequests).set({ answeredAt: now });
      await rows.where(and(eq(id, wanted), isNull(answeredAt)));
    },
  };
}
