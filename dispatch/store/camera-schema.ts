// The table of the cameras that were added in the dashboard: every version, never changed. The newest of a camera applies.
import { bigserial, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { CameraVersion, StoredCamera } from '../cameras/camera-store.ts';
import { time } from './columns.ts';

export const cameraVersions = pgTable(
  'camera_versions',
  {
    /** In commit order: writers are serialised. */
    number: bigserial('number', { mode: 'number' }).primaryKey(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    change: text('change').$type<CameraVersion['change']>().notNull(),
    at: time('at').notNull(),
    author: text('author').notNull(),
    reason: text('reason').notNull(),
    /** Null when it was removed. Its log-in is encrypted. */
    content: jsonb('content').$type<StoredCamera>(),
  },
  (table) => [uniqueIndex('camera_versions_by_camera').on(table.id, table.version)],
);
