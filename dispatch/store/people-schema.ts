// The tables of the people who log in, and of their sessions.
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { User } from '../../contracts/index.ts';
import { bytes, time } from './columns.ts';

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
