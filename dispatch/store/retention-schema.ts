// The table of legal holds on the evidence of cases. Rows are never deleted: a hold that was lifted says by whom and why.
import { bigserial, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { time } from './columns.ts';
import { cases } from './schema.ts';

export const evidenceHolds = pgTable(
  'evidence_holds',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    since: time('since').notNull(),
    by: text('by').notNull(),
    reason: text('reason').notNull(),
    liftedAt: time('lifted_at'),
    liftedBy: text('lifted_by'),
    liftedBecause: text('lifted_because'),
  },
  (table) => [
    // One at a time.
    uniqueIndex('evidence_holds_in_force')
      .on(table.caseId)
      .where(sql`lifted_at is null`),
  ],
);
