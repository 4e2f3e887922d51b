// The tables of the custody log: pending entries, rows, signed heads, and personal data. Rows of the log and heads are never
// changed or removed: the database enforces this (see the migration).
import { sql, type SQL } from 'drizzle-orm';
import { bigint, bigserial, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { time } from './columns.ts';

/** Written in the transaction of its event; moved into the log a moment later. */
export const custodyWaiting = pgTable('custody_waiting', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  entry: text('entry').notNull(),
});

const quoted = String.raw`"(?:[^"\\]|\\.)*"`;

/**
 * What an entry is about, as it is written there, in quotes; null when it names none. A pattern instead of JSON, because it accepts
 * every text: an index on it never rejects an entry. `"subject":` cannot occur in a value, because its quotes would be escaped.
 */
export function subjectIn(name: 'case' | 'incident'): SQL {
  const pattern = String.raw`"subject":\{(?:${quoted}:${quoted},)*"${name}":(${quoted})`;
  return sql.raw(`substring("entry" from '${pattern}')`);
}

/** An index accepts no longer values. */
function startOf(subject: SQL): SQL {
  return sql`left(${subject}, 400)`;
}

export function isAbout(name: 'case' | 'incident', id: string): SQL {
  const [subject, wanted] = [subjectIn(name), JSON.stringify(id)];
  return sql`(${startOf(subject)} = left(${wanted}, 400) and ${subject} = ${wanted})`;
}

export const custodyLog = pgTable(
  'custody_log',
  {
    /** From 0, without gaps. */
    position: bigint('position', { mode: 'number' }).primaryKey(),
    entry: text('entry').notNull(),
  },
  () => [
    index('custody_log_by_case').using('btree', startOf(subjectIn('case'))),
    index('custody_log_by_incident').using('btree', startOf(subjectIn('incident'))),
  ],
);

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
