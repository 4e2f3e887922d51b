// Opens the embedded database, PGlite in a folder: locked, flushed at each commit, and verified once. Takes the folder; returns a
// client, or an error that names the folder and the remedy.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { lockFolder, type FolderLock } from '../../host/folder-lock.ts';
import { messageOf } from '../../host/error-message.ts';
import { fillFolder, openDurable } from './durable-files.ts';
import { flushPath } from '../../host/whole-file.ts';
import { flushTree } from './flushed-files.ts';

/** The database in a folder is damaged, or is of another release. */
export class DatabaseDoesNotOpen extends Error {
  readonly folder: string;

  constructor(folder: string, why: string, options?: ErrorOptions) {
    const way = `npx fencewatch store restore --data ${dirname(folder)}`;
    super(
      `the database in ${folder} does not open: ${why}. A power cut or a full or faulty disk does this. ` +
        `Nothing in the folder was removed. To go on with the newest dump: ${way} (--from DUMP for an older one)`,
      options,
    );
    this.name = 'DatabaseDoesNotOpen';
    this.folder = folder;
  }
}

export interface EmbeddedDatabase {
  client: PGlite;
  close: () => Promise<void>;
}

/**
 * @param prepare runs the migrations
 * @param fill creates a database in an empty folder
 */
export async function openFolder(
  folder: string,
  prepare: (client: PGlite) => Promise<void>,
  fill: (folder: string) => Promise<void> = fillFolder,
): Promise<EmbeddedDatabase> {
  await mkdir(folder, { recursive: true });
  const lock = await lockDatabase(folder, 'dispatch');
  try {
    const client = await openOrMake(folder, prepare, fill);
    const close = async () => {
      await client.close();
      await lock.release();
    };
    return { client, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The lock is next to the folder: PGlite cannot dump a folder with a socket. */
export async function lockDatabase(folder: string, who: string): Promise<FolderLock> {
  const place = `${folder}.lock`;
  await mkdir(place, { recursive: true });
  const lock = await lockFolder(place, who);
  try {
    // The lock of earlier releases: refuses while one runs, and removes a stale one.
    await (await lockFolder(folder, who)).release();
    return lock;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openOrMake(
  folder: string,
  prepare: (client: PGlite) => Promise<void>,
  fill: (folder: string) => Promise<void>,
) {
  await forgetUnfinished(folder);
  const isNew = await isEmpty(folder);
  const fault = isNew ? null : await faultOfVersion(folder);
  if (fault !== null) throw new DatabaseDoesNotOpen(folder, fault);
  if (isNew) {
    await markUnfinished(folder);
    await fill(folder);
    await finish(folder);
  }
  return openChecked(folder, prepare);
}

async function openChecked(folder: string, prepare: (client: PGlite) => Promise<void>) {
  let client: PGlite | null = null;
  try {
    client = await openDurable(folder);
    await readThrough(client);
    await prepare(client);
    return client;
  } catch (error) {
    await client?.close().catch(() => undefined);
    if (isOfFileSystem(error)) throw error;
    throw new DatabaseDoesNotOpen(folder, reasonOf(error), { cause: error });
  }
}

/** Larger databases would start too slowly; PostgreSQL reports damage when it finds it. */
const mostReadBytes = 256 * 1024 * 1024;

/** Reads every table, so that a torn page (pages have checksums) shows at the start. */
export async function readThrough(client: PGlite): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname <> 'information_schema'
     and (select pg_database_size(current_database())) < ${mostReadBytes}`,
  );
  await client.exec(rows.map(({ name }) => `select count(*) from ${name}`).join(';'));
}

/** Missing permissions or a full disk are no damage. */
function isOfFileSystem(error: unknown): boolean {
  const codes = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EMFILE']);
  return error instanceof Error && 'code' in error && codes.has(String(error.code));
}

function reasonOf(error: unknown): string {
  const text = messageOf(error).split('\n', 1)[0]?.slice(0, 300) ?? '';
  return /^Aborted\(/.test(text) ? `PostgreSQL gave up while it read it, "${text}"` : text;
}

/** A marker next to the folder while a database is created in it: its content was never used. */
function unfinishedMark(folder: string): string {
  return `${folder}.unfinished`;
}

async function markUnfinished(folder: string): Promise<void> {
  await writeFile(unfinishedMark(folder), '');
  await flushPath(dirname(folder));
}

async function finish(folder: string): Promise<void> {
  await flushTree(folder);
  await rm(unfinishedMark(folder), { force: true });
  await flushPath(dirname(folder));
}

async function forgetUnfinished(folder: string): Promise<void> {
  if (!existsSync(unfinishedMark(folder))) return;
  for (const name of await ownNames(folder)) await rm(join(folder, name), { recursive: true });
}

async function isEmpty(folder: string): Promise<boolean> {
  return (await ownNames(folder)).length === 0;
}

/** All but the sockets of the lock. */
async function ownNames(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !name.endsWith('.sock'));
}

/** Without these two files PGlite would create a new, empty database over the old one. */
async function faultOfVersion(folder: string): Promise<string | null> {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) return 'its file PG_VERSION is missing';
  if (!/^\d+\s*$/.test(version)) return 'its file PG_VERSION is damaged';
  const control = await stat(join(folder, 'global', 'pg_control')).catch(() => null);
  return control === null ? 'its file global/pg_control is missing' : null;
}
