// The tables of edges' keys: the keys with their history, invitations by their hash, and alerts that wait because their edge is
// unknown.
import { bigserial, boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AlertRefusal, EdgeKeyEntry } from '../../contracts/index.ts';
import { time } from './columns.ts';

/** Rows are never deleted. */
export const edgeKeys = pgTable(
  'edge_keys',
  {
    /** The public key, in hexadecimal. */
    key: text('key').primaryKey(),
    edgeId: text('edge_id').notNull(),
    state: text('state').$type<EdgeKeyEntry['state']>().notNull(),
    since: time('since').notNull(),
    endedAt: time('ended_at'),
    reason: text('reason'),
  },
  (table) => [index('edge_keys_by_edge').on(table.edgeId)],
);

export const edgeInvitations = pgTable('edge_invitations', {
  /** SHA-256 of the secret that the edge shows. */
  hash: text('hash').primaryKey(),
  edgeId: text('edge_id').notNull(),
  createdAt: time('created_at').notNull(),
  expiresAt: time('expires_at').notNull(),
  usedAt: time('used_at'),
  usedBy: text('used_by'),
});

export const refusedAlerts = pgTable(
  'refused_alerts',
  {
    number: bigserial('number', { mode: 'number' }).primaryKey(),
    alertId: text('alert_id').notNull(),
    edgeId: text('edge_id').notNull(),
    cameraName: text('camera_name').notNull(),
    reason: text('reason').$type<AlertRefusal>().notNull(),
    at: time('at').notNull(),
    jobId: text('job_id').notNull(),
    /** SHA-256 of the body: the same message waits once. */
    digest: text('digest').notNull(),
    body: text('body').notNull(),
    isVouchedFor: boolean('is_vouched_for').notNull().default(false),
  },
  (table) => [uniqueIndex('refused_alerts_once').on(table.alertId, table.digest)],
);
