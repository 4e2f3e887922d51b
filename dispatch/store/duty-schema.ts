// The table of people and shifts: one whole version per row. Append-only.
import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { DutyContent, DutyHead } from '../../contracts/index.ts';
import { time } from './columns.ts';

export const dutyVersions = pgTable('duty_versions', {
  version: integer('version').primaryKey(),
  change: text('change').$type<DutyHead['change']>().notNull(),
  at: time('at').notNull(),
  author: text('author').notNull(),
  reason: text('reason').notNull(),
  restoredFrom: integer('restored_from'),
  content: jsonb('content').$type<DutyContent>().notNull(),
  /** The content of the site file, in versions that come from it. */
  siteFile: jsonb('site_file').$type<DutyContent>(),
});
