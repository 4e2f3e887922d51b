// The table of clips that somebody asked for beyond those of alerts. Rows stay; the files are in the evidence folder under the same id.
import { sql } from 'drizzle-orm';
import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { time } from './columns.ts';

export const clipRequests = pgTable(
  'clip_requests',
  {
    id: text('id').primaryKey(),
    cameraId: text('camera_id').notNull(),
    caseId: text('case_id'),
    from: time('from').notNull(),
    until: time('until').notNull(),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    at: time('at').notNull(),
    /** When the edge had answered, with a clip or that there is none. */
    answeredAt: time('answered_at'),
  },
  (table) => [
    index('clip_requests_by_camera').on(table.cameraId, table.at),
    index('clip_requests_open')
      .on(table.at)
      .where(sql`answered_at is null`),
  ],
);
