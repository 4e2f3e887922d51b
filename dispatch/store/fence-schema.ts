// The tables of fences: every version of each, whose view was confirmed, and what the site file said last.
import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { FenceFile, FenceVersion } from '../../contracts/index.ts';
import { time } from './columns.ts';

/** One sequence for all that edges must hear of, so that the last number says everything. Drawn under a lock. */
export const fenceRevisions = pgSequence('fence_revisions');
const revision = () =>
  bigint('revision', { mode: 'number' })
    .primaryKey()
    .default(sql`nextval('fence_revisions')`);

/** Every version of every fence. Rows are added, never changed. */
export const fenceVersions = pgTable(
  'fence_versions',
  {
    revision: revision(),
    fenceId: text('fence_id').notNull(),
    version: integer('version').notNull(),
    change: text('change').$type<FenceVersion['change']>().notNull(),
    at: time('at').notNull(),
    author: text('author').notNull(),
    reason: text('reason').notNull(),
    restoredFrom: integer('restored_from'),
    /** As it was written; null for a removal. */
    fence: jsonb('fence').$type<FenceFile>(),
  },
  (table) => [uniqueIndex('fence_versions_by_fence').on(table.fenceId, table.version)],
);

/** Who said of which camera that its view is right again, and by how much its fences were moved. */
export const viewConfirmations = pgTable(
  'view_confirmations',
  {
    revision: revision(),
    cameraId: text('camera_id').notNull(),
    confirmedAt: time('confirmed_at').notNull(),
    author: text('author').notNull(),
    reason: text('reason').notNull(),
    shift: jsonb('shift').$type<{ x: number; y: number }>(),
  },
  (table) => [index('view_confirmations_by_camera').on(table.cameraId, table.confirmedAt)],
);

/** What the site file said last of each fence: only what it says anew becomes a version. */
export const siteFileFences = pgTable('site_file_fences', {
  fenceId: text('fence_id').primaryKey(),
  fence: jsonb('fence').$type<FenceFile>().notNull(),
});
