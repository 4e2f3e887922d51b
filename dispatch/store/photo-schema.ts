// The table of uploaded photos: who and when, and the case of each once a report or a step names it.
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { time } from './columns.ts';
import { cases } from './schema.ts';

export const photos = pgTable(
  'photos',
  {
    /** SHA-256 of the stored picture. */
    photo: text('photo').primaryKey(),
    /** SHA-256 of the upload. */
    sent: text('sent').notNull(),
    by: text('by').notNull(),
    at: time('at').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    caseId: text('case_id').references(() => cases.id),
  },
  (table) => [
    index('photos_by_case').on(table.caseId, table.at),
    index('photos_loose')
      .on(table.by, table.at)
      .where(sql`case_id is null`),
  ],
);
