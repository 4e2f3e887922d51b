// Stores answers to requests with an idempotency key. The row is inserted before the work starts, so that of two concurrent
// requests one waits.
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { AnswerStore, EarlierRequest } from '../auth/answer-store.ts';
import type { Database } from './database.ts';
import { requestAnswers as rows } from './people-schema.ts';

export function createAnswerStore(database: Database): AnswerStore {
  return {
    begin: async (request) => {
      const added = database.insert(rows).values(request).onConflictDoNothing();
      if ((await added.returning({ keyHash: rows.keyHash })).length > 0) return null;
      const [row] = await database.select().from(rows).where(eq(rows.keyHash, request.keyHash));
      // It was removed meanwhile, because of its age or because it was not worth keeping.
      return row === undefined ? { ...request, answer: null } : earlierOf(row);
    },
    takeOver: async ({ keyHash, startedAt: before }, startedAt) => {
      const same = and(eq(rows.keyHash, keyHash), eq(rows.startedAt, before), isNull(rows.status));
      const taken = database.update(rows).set({ startedAt }).where(same);
      return (await taken.returning({ keyHash: rows.keyHash })).length > 0;
    },
    keep: async (keyHash, answer) => {
      await database.update(rows).set(answer).where(eq(rows.keyHash, keyHash));
    },
    forget: async (keyHash) => {
      await database.delete(rows).where(eq(rows.keyHash, keyHash));
    },
    removeBefore: async (at) => {
      await database.delete(rows).where(lt(rows.startedAt, at));
    },
  };
}

function earlierOf(row: typeof rows.$inferSelect): EarlierRequest {
  const { keyHash, fingerprint, startedAt, status, contentType, body } = row;
  const answer = status === null ? null : { status, contentType, body };
  return { keyHash, fingerprint, startedAt, answer };
}
