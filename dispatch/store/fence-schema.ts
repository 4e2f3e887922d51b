// The tables of fences: every version, the confirmed views, and the last content of the site file.
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

/** One sequence for everything that edges must learn, so that the last number is the revision. Drawn under a lock. */
export const fenceRevisions = pgSequence('fence_revisions');
const revision = () =>
  bigint('revision', { mode: 'number' })
    .primaryKey()
    .default(sql`nextval('fence_revisions')`);

/** Every version of every fence. Append-only. */
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
    /** As written; null for a removal. */
    fence: jsonb('fence').$type<FenceFile>(),
  },
  (table) => [uniqueIndex('fence_versions_by_fence').on(table.fenceId, table.version)],
);

/** Who confirmed which camera's view, and by how much its fences were shifted. */
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

/** The last content of the site file for each fence: only a change makes a version. */
export const siteFileFences = pgTable('site_file_fences', {
  fenceId: text('fence_id').primaryKey(),
  fence: jsonb('fence').$type<FenceFile>().notNull(),
});
