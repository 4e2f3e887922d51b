// Unusable messages of the queue: stored as they came, with their faults, for a person to check.
import { desc } from 'drizzle-orm';
import type { Database } from './database.ts';
import { rejectedMessages } from './rejected-schema.ts';

export interface RejectedMessage {
  jobId: string;
  /** One word from its maker's closed union. */
  reason: string;
  /** JSON text of the message. */
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

/** PostgreSQL refuses NUL in a text; the message may contain one. */
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
