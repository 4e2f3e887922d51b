// Opens the relational database: the embedded PGlite in a folder, or a PostgreSQL server by address. Both
// speak one dialect, so everything above sees one type. Brings the tables up to date before it gives the database out.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzleNode } from 'drizzle-orm/node-postgres';
import { migrate as migrateNode } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { lockFolder } from '../../host/folder-lock.ts';

export type Database = PgDatabase<PgQueryResultHKT>;

export interface OpenDatabase {
  database: Database;
  close: () => Promise<void>;
}

/** PGlite in `folder`, which only one process may use at a time. */
export async function openEmbedded(folder: string): Promise<OpenDatabase> {
  await mkdir(folder, { recursive: true });
  const lock = await lockFolder(folder, 'dispatch');
  const client = await PGlite.create(folder);
  const database = drizzlePglite(client);
  await migratePglite(database, { migrationsFolder: migrationsFolder() });
  const close = async () => {
    await client.close();
    await lock.release();
  };
  return { database: database as unknown as Database, close };
}

/** A PostgreSQL server. `onLost` hears of connections that break while nobody uses them. */
export async function openServer(
  url: string,
  onLost: (error: Error) => void = () => undefined,
): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    application_name: 'fencewatch-dispatch',
  });
  pool.on('error', onLost);
  const database = drizzleNode(pool);
  try {
    await migrateNode(database, { migrationsFolder: migrationsFolder() });
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { database: database as unknown as Database, close: () => pool.end() };
}

/** The SQL files stand in the source tree; compiled code looks for them from its place in `dist/`. */
function migrationsFolder(): string {
  const places = ['./migrations', '../../../dispatch/store/migrations'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`no migrations found in ${places.join(' or ')}`);
  return found;
}
