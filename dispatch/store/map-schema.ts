// The table of the map: every version of every item, never changed. The newest of an item applies.
import { bigserial, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { MapContent, MapKind, MapVersion } from '../../contracts/index.ts';
import { time } from './columns.ts';

export const mapVersions = pgTable(
  'map_versions',
  {
    /** In commit order: writers are serialised. */
    number: bigserial('number', { mode: 'number' }).primaryKey(),
    kind: text('kind').$type<MapKind>().notNull(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    change: text('change').$type<MapVersion['change']>().notNull(),
    at: time('at').notNull(),
    author: text('author').notNull(),
    reason: text('reason').notNull(),
    /** Null when it was removed. */
    content: jsonb('content').$type<MapContent>(),
  },
  (table) => [
    uniqueIndex('map_versions_by_item').on(table.kind, table.id, table.version),
    index('map_versions_by_change').on(table.change),
  ],
);
