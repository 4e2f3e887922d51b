// The table of unusable messages of the queue, as they came, for a person to check.
import { bigserial, pgTable, text } from 'drizzle-orm/pg-core';
import { time } from './columns.ts';

export const rejectedMessages = pgTable('rejected_messages', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  jobId: text('job_id').notNull(),
  reason: text('reason').notNull(),
  /** JSON of the message. A text column, because a JSON column may refuse it. */
  body: text('body').notNull(),
  faults: text('faults').notNull(),
  at: time('at').notNull(),
});
