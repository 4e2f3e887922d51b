// The tables of users, their sessions, API tokens, and the cases that users have opened.
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
  /** Null for users who log in elsewhere. */
  salt: bytes('salt'),
  hash: bytes('hash'),
  /** Cost of the hash: a higher cost for new hashes keeps old ones valid. */
  cost: jsonb('cost').$type<{ N: number; r: number; p: number }>(),
  /** Issuer and subject at an OpenID provider. Null for a user with a password. */
  issuer: text('issuer'),
  subject: text('subject'),
  createdAt: time('created_at').notNull(),
  /** Since when his log-in is disabled; null while it is enabled. */
  disabledAt: time('disabled_at'),
  /** SHA-256 of the code with which the user may set a password once. */
  invitationHash: text('invitation_hash').unique(),
  invitedUntil: time('invited_until'),
});

export const sessions = pgTable('sessions', {
  /** SHA-256 of the cookie's token: a reader of this table cannot log in with it. */
  tokenHash: text('token_hash').primaryKey(),
  /** Its id in lists. */
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

/** The secret that signs marks of known devices: all dispatches on one database recognise the same devices. */
export const deviceSecrets = pgTable('device_secrets', {
  /** Always `marks`: there is only one. */
  id: text('id').primaryKey(),
  secret: text('secret').notNull(),
});

/** API tokens of programs, by their hash. */
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

/**
 * The results of requests with an idempotency key, so that a repeat gets the same answer. Neither the key nor the body is stored.
 */
export const requestAnswers = pgTable(
  'request_answers',
  {
    /** SHA-256 of the user and the key. */
    keyHash: text('key_hash').primaryKey(),
    /** HMAC of the request under the key. */
    fingerprint: text('fingerprint').notNull(),
    startedAt: time('started_at').notNull(),
    /** Null while the request is running. */
    status: integer('status'),
    contentType: text('content_type'),
    /** Null for an answer that is returned only once. */
    body: text('body'),
  },
  (table) => [index('request_answers_by_time').on(table.startedAt)],
);
