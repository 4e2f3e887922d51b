// The tables of the custody log: pending entries, rows, signed heads, and personal data. Rows of the log and heads are never
// changed or removed: the database enforces this (see the migration).
import { bigint, bigserial, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { time } from './columns.ts';

/** Written in the transaction of its event; moved into the log a moment later. */
export const custodyWaiting = pgTable('custody_waiting', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  entry: text('entry').notNull(),
});

export const custodyLog = pgTable('custody_log', {
  /** From 0, without gaps. */
  position: bigint('position', { mode: 'number' }).primaryKey(),
  entry: text('entry').notNull(),
});

/** Each signed head. */
export const custodyHeads = pgTable('custody_heads', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  note: text('note').notNull(),
  at: time('at').notNull(),
});

/** The right edge of the tree, and the name of the log. One row. */
export const custodyEdge = pgTable('custody_edge', {
  id: bigint('id', { mode: 'number' }).primaryKey(),
  origin: text('origin').notNull(),
  size: bigint('size', { mode: 'number' }).notNull(),
  /** In hexadecimal. */
  roots: jsonb('roots').$type<string[]>().notNull(),
});

/** Who, from where and why, under the hash in the entry. Rows may be deleted. */
export const custodyPersonal = pgTable('custody_personal', {
  hash: text('hash').primaryKey(),
  salt: text('salt').notNull(),
  text: text('text').notNull(),
});

/** The public keys that have signed heads, as verifier keys. */
export const custodyKeys = pgTable('custody_keys', {
  key: text('key').primaryKey(),
  since: time('since').notNull(),
});
