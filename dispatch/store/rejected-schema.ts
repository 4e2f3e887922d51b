// The table of messages of the queue that could not be used, as they came, for a person to look at.
import { bigserial, pgTable, text } from 'drizzle-orm/pg-core';
import { time } from './columns.ts';

export const rejectedMessages = pgTable('rejected_messages', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  jobId: text('job_id').notNull(),
  reason: text('reason').notNull(),
  /** JSON of what came. Text, because what came may be nothing that a JSON column takes. */
  body: text('body').notNull(),
  faults: text('faults').notNull(),
  at: time('at').notNull(),
});
