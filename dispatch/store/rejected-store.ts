// Messages of the queue that could not be used: kept as they came, with what was wrong, for a person to look at.
import { desc } from 'drizzle-orm';
import type { Database } from './database.ts';
import { rejectedMessages } from './rejected-schema.ts';

export interface RejectedMessage {
  jobId: string;
  /** In one word, from a closed union of its maker. */
  reason: string;
  /** JSON text of what came. */
  body: string;
  /** A line a fault. */
  faults: string;
  at: number;
}

export interface RejectedStore {
  keep(message: RejectedMessage): Promise<void>;
  latest(limit: number): Promise<RejectedMessage[]>;
}

export function createRejectedStore(database: Database): RejectedStore {
  return {
    keep: async (message) => {
      await database.insert(rejectedMessages).values(storable(message));
    },
    latest: (limit) => latest(database, limit),
  };
}

/** PostgreSQL takes no NUL character in any text; what came may hold one. */
function storable(message: RejectedMessage): RejectedMessage {
  const clean = (text: string) => text.replaceAll('\u0000', '\\u0000');
  const { jobId, body, faults } = message;
  return { ...message, jobId: clean(jobId), body: clean(body), faults: clean(faults) };
}

async function latest(database: Database, limit: number): Promise<RejectedMessage[]> {
  const { jobId, reason, body, faults, at } = rejectedMessages;
  return database
    .select({ jobId, reason, body, faults, at })
    .from(rejectedMessages)
    .orderBy(desc(rejectedMessages.id))
    .limit(limit);
}
