// The tables of the people who log in, of their sessions, of the tokens of programs, and of the cases that they have opened.
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { TokenScope, User } from '../../contracts/index.ts';
import { bytes, time } from './columns.ts';
import { cases } from './schema.ts';

export const users = pgTable('users', {
  username: text('username').primaryKey(),
  role: text('role').$type<User['role']>().notNull(),
  /** The grid cells that he is limited to; null for all. */
  cells: jsonb('cells').$type<string[]>(),
  /** Null for whoever logs in elsewhere. */
  salt: bytes('salt'),
  hash: bytes('hash'),
  /** Cost of the hash: it may rise later without making old hashes useless. */
  cost: jsonb('cost').$type<{ N: number; r: number; p: number }>(),
  /** Who vouches for him, and as whom: issuer and subject of an OpenID provider. Null for a user with a password. */
  issuer: text('issuer'),
  subject: text('subject'),
  createdAt: time('created_at').notNull(),
  /** Since when he may not log in; null while he may. */
  disabledAt: time('disabled_at'),
});

export const sessions = pgTable('sessions', {
  /** SHA-256 of the cookie's token: whoever reads this table cannot log in with it. */
  tokenHash: text('token_hash').primaryKey(),
  /** What lists call it. */
  id: text('id')
    .notNull()
    .default(sql`gen_random_uuid()::text`),
  username: text('username')
    .notNull()
    .references(() => users.username, { onDelete: 'cascade' }),
  expiresAt: time('expires_at').notNull(),
  createdAt: time('created_at').notNull().default(0),
  address: text('address').notNull().default(''),
  agent: text('agent').notNull().default(''),
});

/** Tokens for programs, by the hash of what they show. */
export const apiTokens = pgTable('api_tokens', {
  id: text('id').primaryKey(),
  hash: text('hash').notNull().unique(),
  name: text('name').notNull(),
  scopes: jsonb('scopes').$type<TokenScope[]>().notNull(),
  cells: jsonb('cells').$type<string[]>(),
  createdAt: time('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  expiresAt: time('expires_at').notNull(),
  lastUsedAt: time('last_used_at'),
  revokedAt: time('revoked_at'),
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

/** What came of requests with an idempotency key, so that a repeat gets the same answer. Neither the key nor the body is kept. */
export const requestAnswers = pgTable(
  'request_answers',
  {
    /** SHA-256 of who asked and the key. */
    keyHash: text('key_hash').primaryKey(),
    /** HMAC of the request under the key. */
    fingerprint: text('fingerprint').notNull(),
    startedAt: time('started_at').notNull(),
    /** Null while it is being answered. */
    status: integer('status'),
    contentType: text('content_type'),
    /** Null for an answer that is told once only. */
    body: text('body'),
  },
  (table) => [index('request_answers_by_time').on(table.startedAt)],
);
