// The tables of Web Push: dispatch's keys for push services, one pair per database, and the subscribed devices.
import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { time } from './columns.ts';
import { users } from './people-schema.ts';

export const pushKeys = pgTable('push_keys', {
  /** Always `vapid`: there is only one pair. */
  id: text('id').primaryKey(),
  publicKey: text('public_key').notNull(),
  privateKey: text('private_key').notNull(),
});

export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    /** SHA-256 of the endpoint, which is a secret between browser, push service and dispatch. */
    id: text('id').primaryKey(),
    endpoint: text('endpoint').notNull(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    username: text('username')
      .notNull()
      .references(() => users.username, { onDelete: 'cascade' }),
    device: text('device').notNull(),
    addedAt: time('added_at').notNull(),
  },
  (table) => [index('push_subscriptions_by_user').on(table.username, table.addedAt)],
);
