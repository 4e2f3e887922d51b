// The embedded database after a power cut: a start that names the damage and the remedy, and a restore from the newest good dump.
// All on real PGlite.
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnTypescript } from '../../e2e/servers/typescript-process.ts';
import { openEmbedded } from './database.ts';
import { dumpsFolder, listDumps, writeDump } from './database-dumps.ts';
import { DatabaseDoesNotOpen, openFolder } from './embedded.ts';
import { restoreDatabase } from './restore-database.ts';
import { readRestoredNote, restoredProblems } from './restored-note.ts';
import { createStore } from './store.ts';
import { placeForFolders } from './testing/place-for-folders.ts';
import { layDatabase } from './testing/quick-store.ts';

const dumpedAt = Date.parse('2026-11-27T20:00:00Z');
const password = { salt: new Uint8Array(1), hash: new Uint8Array(1), cost: { N: 2, r: 1, p: 1 } };
const hourMs = 3_600_000;

let root: string;
let base: string;
beforeAll(async () => {
  root = await mkdtemp(join(placeForFolders(), 'fencewatch-restore-'));
  base = join(root, 'base');
  await layDatabase(base);
  const store = await createStore({ dataDir: base });
  await store.people.put({ username: 'before-the-dump', role: 'admin', password }, 1);
  const bytes = (await store.copies?.copy()) ?? new Uint8Array();
  await writeDump(dumpsFolder(base), bytes, dumpedAt);
  await store.people.put({ username: 'after-the-dump', role: 'admin', password }, 2);
  await store.close();
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

/** A copy of the data folder with one damaged file. */
async function damaged(name: string, damage: (file: string) => Promise<void>): Promise<string> {
  const dataDir = await mkdtemp(join(root, 'damaged-'));
  await cp(base, dataDir, { recursive: true });
  await damage(join(dataDir, 'database', name));
  return dataDir;
}
const zero = async (file: string) => writeFile(file, Buffer.alloc((await stat(file)).size));
const cut = async (file: string) => truncate(file, Math.floor((await stat(file)).size / 2));
const remove = (file: string) => rm(file);

async function namesIn(dataDir: string): Promise<string[]> {
  const store = await createStore({ dataDir });
  const people = await store.people.list();
  await store.close();
  return people.map(({ username }) => username);
}

describe('a database that does not open', () => {
  it.each([
    ['a control file of zeros', 'global/pg_control', zero],
    ['no control file', 'global/pg_control', remove],
    ['an empty version file', 'PG_VERSION', (file: string) => truncate(file, 0)],
    ['no version file, which looks like a new folder', 'PG_VERSION', remove],
    ['a map of files of zeros', 'base/5/pg_filenode.map', zero],
  ])(
    'because of %s is reported in one line with the remedy',
    async (_, name, damage) => {
      const dataDir = await damaged(name, damage);
      const error: unknown = await createStore({ dataDir }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(DatabaseDoesNotOpen);
      const { message } = error as Error;
      expect(message).toContain(join(dataDir, 'database'));
      expect(message).toContain(`npx fencewatch store restore --data ${dataDir}`);
      expect(message).not.toContain('\n');
      await rm(dataDir, { recursive: true });
    },
    240_000,
  );
});

describe('a restore', () => {
  it('restores the rows of the newest good dump, keeps the broken folder, and is reported for a day', async () => {
    const dataDir = await damaged('global/pg_control', zero);
    await writeDump(dumpsFolder(dataDir), Buffer.from('torn dump'), dumpedAt + hourMs);
    const now = dumpedAt + 2 * hourMs;
    const restored = await restoreDatabase({ dataDir, now });
    expect(restored).toMatchObject({ ok: true, note: { dumpTakenAt: dumpedAt } });
    expect(restored.skipped.map(({ file }) => file)).toEqual([
      expect.stringContaining('dump-2026-11-27T21-00-00.000Z'),
    ]);
    expect(await namesIn(dataDir)).toEqual(['before-the-dump']);
    const broken = (await readdir(dataDir)).filter((name) => name.includes('.broken-'));
    expect(broken).toHaveLength(1);
    const control = join(dataDir, broken[0] ?? '', 'global/pg_control');
    expect((await readFile(control)).every((byte) => byte === 0)).toBe(true);
    const note = await readRestoredNote(dataDir);
    expect(restoredProblems(note, dataDir, now + hourMs)).toEqual([
      {
        code: 'store-restored',
        subject: dataDir,
        since: now,
        values: { dumpTakenAt: dumpedAt },
      },
    ]);
    expect(restoredProblems(note, dataDir, now + 24 * hourMs)).toEqual([]);
    expect(restoredProblems(note, dataDir, now - hourMs)).toMatchObject([{ since: now - hourMs }]);
  }, 240_000);

  it('does nothing while a process uses the database, without a dump, or with only truncated dumps', async () => {
    const dataDir = await damaged('PG_VERSION', () => Promise.resolve());
    const store = await createStore({ dataDir });
    expect(await restoreDatabase({ dataDir, now: 1 })).toMatchObject({ reason: 'in-use' });
    await store.close();
    for (const { file } of await listDumps(dumpsFolder(dataDir))) await cut(file);
    expect(await restoreDatabase({ dataDir, now: 1 })).toMatchObject({ reason: 'no-good-dump' });
    await rm(dumpsFolder(dataDir), { recursive: true });
    expect(await restoreDatabase({ dataDir, now: 1 })).toMatchObject({ reason: 'no-dump' });
    expect(await namesIn(dataDir)).toHaveLength(2);
  }, 240_000);
});

describe('a process that is killed during a write', () => {
  it('loses no confirmed row', async () => {
    const dataDir = await damaged('PG_VERSION', () => Promise.resolve());
    const writer = spawnTypescript(join(import.meta.dirname, 'testing', 'write-on.ts'), [dataDir]);
    let told = 0;
    writer.stdout?.on('data', (chunk: Buffer) => {
      told = Number(chunk.toString().trim().split('\n').at(-1));
      if (told > 40) writer.kill('SIGKILL');
    });
    await once(writer, 'close');
    const names = await namesIn(dataDir);
    expect(told).toBeGreaterThan(40);
    for (let n = 1; n <= told; n++) expect(names).toContain(`writer-${n}`);
  }, 240_000);

  it('or during its first start, starts again', async () => {
    const dataDir = await mkdtemp(join(root, 'first-'));
    await cp(join(base, 'database'), join(dataDir, 'database'), { recursive: true });
    await rm(join(dataDir, 'database', 'PG_VERSION'));
    await writeFile(join(dataDir, 'database.unfinished'), '');
    const fills: string[] = [];
    const fill = async (folder: string) => {
      fills.push((await readdir(folder)).join());
      await layDatabase(dataDir);
    };
    const opened = await openFolder(join(dataDir, 'database'), () => Promise.resolve(), fill);
    await opened.close();
    expect(fills).toEqual(['']);
    expect(await namesIn(dataDir)).toEqual([]);
  }, 240_000);
});

describe('the embedded store', () => {
  it('flushes each commit to the disk', async () => {
    const store = await openEmbedded(join(base, 'database'));
    const shown = await store.database.execute('show fsync');
    const method = await store.database.execute('show wal_sync_method');
    expect(JSON.stringify([shown, method])).toMatch(/"fsync":"on"[^]*"wal_sync_method":"fsync"/);
    await store.close();
  }, 240_000);
});
