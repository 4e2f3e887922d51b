// The tables of the people who log in, of their sessions, and of the cases that they have opened.
import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { User } from '../../contracts/index.ts';
import { bytes, time } from './columns.ts';
import { cases } from './schema.ts';

export const users = pgTable('users', {
  username: text('username').primaryKey(),
  role: text('role').$type<User['role']>().notNull(),
  salt: bytes('salt').notNull(),
  hash: bytes('hash').notNull(),
  /** Cost of the hash: it may rise later without making old hashes useless. */
  cost: jsonb('cost').$type<{ N: number; r: number; p: number }>().notNull(),
  createdAt: time('created_at').notNull(),
});

export const sessions = pgTable('sessions', {
  /** SHA-256 of the cookie's token: whoever reads this table cannot log in with it. */
  tokenHash: text('token_hash').primaryKey(),
  username: text('username')
    .notNull()
    .references(() => users.username, { onDelete: 'cascade' }),
  expiresAt: time('expires_at').notNull(),
});

/** Who has opened a case in the dashboard, and when first. */
export const caseOpenings = pgTable(
  'case_openings',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    username: text('username').notNull(),
    at: time('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.username] })],
);
