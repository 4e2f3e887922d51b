// Unusable messages of the queue: stored as they came, with their faults, for a person to check.
import { desc, lte } from 'drizzle-orm';
import type { Database } from './database.ts';
import { rejectedMessages } from './rejected-schema.ts';

export interface RejectedMessage {
  jobId: string;
  /** A reason code of the ingest. */
  reason: string;
  /** JSON text of the message. */
  body: string;
  /** One line per fault. */
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
      const rows = database.insert(rejectedMessages).values(storable(message));
      const [added] = await rows.returning({ id: rejectedMessages.id });
      const last = (added?.id ?? 0) - mostKept;
      if (last > 0) await database.delete(rejectedMessages).where(lte(rejectedMessages.id, last));
    },
    latest: (limit) => latest(database, limit),
  };
}

/** The number of kept messages: a flood must not fill the disk. */
const mostKept = 1000;
const longest = 64 * 1024;

/** PostgreSQL refuses NUL in a text; the message may contain one. What is very long is cut. */
function storable(message: RejectedMessage): RejectedMessage {
  const clean = (text: string) => text.slice(0, longest).replaceAll('\u0000', '\\u0000');
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
