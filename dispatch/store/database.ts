// Opens the relational database: the embedded PGlite in a folder, or a PostgreSQL server. Both have one dialect, so callers see
// one type. Runs the migrations first.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzleNode } from 'drizzle-orm/node-postgres';
import { migrate as migrateNode } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { openFolder } from './embedded.ts';
import { guardPool } from './guard-pool.ts';
import { openFault } from './open-fault.ts';

export type Database = PgDatabase<PgQueryResultHKT>;

/** Dumps of an embedded database. */
export interface DatabaseCopies {
  /** The position of its log: it differs as soon as something was written. */
  position(): Promise<string>;
  /** A tar archive with gzip. Reads and writes are blocked meanwhile. */
  copy(): Promise<Uint8Array>;
}

export interface OpenDatabase {
  database: Database;
  /** For data that may be lost when the server crashes: does not wait for the disk. */
  hasty: Database;
  /** Null for a server, which has its own backups. */
  copies: DatabaseCopies | null;
  close: () => Promise<void>;
}

/** PGlite in `folder`, which only one process may use at a time. */
export async function openEmbedded(folder: string): Promise<OpenDatabase> {
  const { client, close } = await openFolder(folder, async (opened) => {
    await migratePglite(drizzlePglite(opened), { migrationsFolder: migrationsFolder() });
  });
  const database = drizzlePglite(client) as unknown as Database;
  return { database, hasty: database, copies: copiesOf(client), close };
}

function copiesOf(client: PGlite): DatabaseCopies {
  return {
    position: async () => {
      const { rows } = await client.query<{ at: string }>(
        'select pg_current_wal_insert_lsn()::text as at',
      );
      return rows[0]?.at ?? '';
    },
    copy: async () => {
      // Without helper processes there are no automatic checkpoints: the log would only grow.
      await client.exec('checkpoint');
      const packed = await client.dumpDataDir('gzip');
      return new Uint8Array(await packed.arrayBuffer());
    },
  };
}

/** A PostgreSQL server. `onLost` is called for idle connections that break. */
export async function openServer(
  url: string,
  onLost: (error: Error) => void = () => undefined,
): Promise<OpenDatabase> {
  const pool = openPool(url, {}, onLost);
  const hasty = openPool(url, { max: 4, options: '-c synchronous_commit=off' }, onLost);
  const database = drizzleNode(pool);
  const close = async () => {
    await Promise.all([pool.end(), hasty.end()]);
  };
  try {
    await migrateNode(database, { migrationsFolder: migrationsFolder() });
  } catch (error) {
    await close();
    throw openFault(url, error);
  }
  return {
    database: database as unknown as Database,
    hasty: drizzleNode(hasty) as unknown as Database,
    copies: null,
    close,
  };
}

function openPool(url: string, own: pg.PoolConfig, onLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    // To open one takes longer than most of what is asked.
    idleTimeoutMillis: 300_000,
    application_name: 'fencewatch-dispatch',
    ...own,
  });
  guardPool(pool, onLost);
  return pool;
}

/** The SQL files are in the source tree; compiled code finds them from `dist/`. */
function migrationsFolder(): string {
  const places = ['./migrations', '../../../dispatch/store/migrations'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`no migrations found in ${places.join(' or ')}`);
  return found;
}
