// Databases for tests, unpacked from a dump with empty tables: creating one takes several seconds of CPU, unpacking takes a tenth
// of a second. The dump is cached between runs, per release of PGlite and state of the migrations.
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { createStore, type Store } from '../store.ts';
import { placeForFolders } from './place-for-folders.ts';

const modules = join(import.meta.dirname, '../../../node_modules');
const cache = join(modules, '.cache/fencewatch');
const migrationsFolder = join(import.meta.dirname, '../migrations');

/** The embedded store in a temporary folder, which is removed when the store is closed. */
export async function openQuickStore(): Promise<Store> {
  const dataDir = await mkdtemp(join(placeForFolders(), 'fencewatch-store-'));
  await layDatabase(dataDir);
  const store = await createStore({ dataDir });
  const close = async () => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...store, close };
}

/** Puts a database with empty tables into a data folder of dispatch. */
export async function layDatabase(dataDir: string): Promise<void> {
  const dump = join(cache, `closed-${await stateOfTables()}.tar`);
  if (!existsSync(dump)) await makeDump(dump);
  const target = join(dataDir, 'database');
  await mkdir(target, { recursive: true });
  await promisify(execFile)('tar', ['-xf', dump, '-C', target]);
}

/** Several test files may do this at once, so the file is put in place atomically. */
async function makeDump(file: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  const folder = `${draft}.d`;
  const client = await PGlite.create(folder);
  await migrate(drizzle(client), { migrationsFolder });
  // A closed database starts at once; the dump of a running one must be recovered and flushed first.
  await client.close();
  await promisify(execFile)('tar', ['-cf', draft, '-C', folder, '.']);
  await rm(folder, { recursive: true });
  await rename(draft, file);
}

/** The key changes with each release of PGlite and each change of the migrations. */
async function stateOfTables(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(join(modules, '@electric-sql/pglite/package.json')));
  const names = await readdir(migrationsFolder);
  for (const name of names.filter((one) => one.endsWith('.sql')).sort())
    hash.update(name).update(await readFile(join(migrationsFolder, name)));
  return hash.digest('hex').slice(0, 16);
}
