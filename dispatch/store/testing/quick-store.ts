// Databases for tests, made from a dump of an empty one: making one anew takes several seconds of a core in every test
// file, loading one takes a fraction. The dump is kept between runs, one for each release of PGlite.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openEmbedded } from '../database.ts';
import { createMemoryStore, type Store } from '../store.ts';

const folder = join(import.meta.dirname, '../../../node_modules/.cache/fencewatch');

export async function openQuickStore(): Promise<Store> {
  return createMemoryStore(await emptyDatabase());
}

/** Puts an empty database, with its tables, into a data folder of dispatch. */
export async function layDatabase(dataDir: string): Promise<void> {
  const { close } = await openEmbedded(join(dataDir, 'database'), await emptyDatabase());
  await close();
}

/** A dump of a database without tables. */
export async function emptyDatabase(): Promise<Blob> {
  const file = join(folder, `empty-database-${await pgliteVersion()}.tar`);
  const kept = await readFile(file).catch(() => null);
  return new Blob([Uint8Array.from(kept ?? (await makeDump(file)))]);
}

/** Several test files may do this at once: each puts a whole file in its place. */
async function makeDump(file: string): Promise<Uint8Array> {
  const database = await PGlite.create('memory://');
  const dump = new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer());
  await database.close();
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, dump);
  await rename(draft, file);
  return dump;
}

async function pgliteVersion(): Promise<string> {
  const manifest = new URL(
    '../../../node_modules/@electric-sql/pglite/package.json',
    import.meta.url,
  );
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return version;
}
