// The tables of problems, and of the last health report of each edge.
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { EdgeHealth, HealthProblem } from '../../contracts/index.ts';
import { time } from './columns.ts';

/** One row per occurrence of a problem, from its start. */
export const problems = pgTable(
  'problems',
  {
    /** Empty for problems that dispatch found itself. */
    edgeId: text('edge_id').notNull(),
    code: text('code').$type<HealthProblem['code']>().notNull(),
    subject: text('subject').notNull(),
    since: time('since').notNull(),
    /** Null while it lasts. */
    until: time('until'),
    times: integer('times').notNull(),
    values: jsonb('values').$type<HealthProblem['values']>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.edgeId, table.code, table.subject, table.since] }),
    index('problems_by_end').on(table.until),
  ],
);

export const edgeReports = pgTable('edge_reports', {
  edgeId: text('edge_id').primaryKey(),
  heardAt: time('heard_at').notNull(),
  health: jsonb('health').$type<EdgeHealth>().notNull(),
});
