// `fencewatch store restore`: its output and exit codes. The restore itself is tested with the store.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dumpsFolder, writeDump } from '../dispatch/store/database-dumps.ts';
import { createStore } from '../dispatch/store/store.ts';
import { layDatabase } from '../dispatch/store/testing/quick-store.ts';
import { storeCommand } from './store.ts';

let dataDir: string;
let said: string[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fencewatch-cli-store-'));
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

async function restore(...args: string[]) {
  await storeCommand().parseAsync(['restore', ...args], { from: 'user' });
  return process.exitCode;
}

it('restores a dump by name, and prints its source and where the old database is', async () => {
  await layDatabase(dataDir);
  const store = await createStore({ dataDir });
  const bytes = (await store.copies?.copy()) ?? new Uint8Array();
  await store.close();
  await writeDump(dumpsFolder(dataDir), bytes, Date.parse('2026-11-27T20:00:00Z'));
  const name = 'dump-2026-11-27T20-00-00.000Z.tar.gz';
  expect(await restore('--data', dataDir, '--from', name)).toBe(0);
  expect(said[0]).toContain(`${name}, written 2026-11-27T20:00:00.000Z`);
  expect(said[1]).toContain(join(dataDir, 'database.broken-'));
}, 240_000);

it('refuses a missing folder, and one without dumps, in one line', async () => {
  const nowhere = join(dataDir, 'nowhere');
  expect(await restore('--data', nowhere)).toBe(2);
  expect(await restore('--data', dataDir)).toBe(2);
  expect(await restore('--data', dataDir, '--from', 'dump-of-nobody')).toBe(2);
  expect(said).toEqual([
    `there is no data folder ${nowhere}`,
    `no dump in ${dumpsFolder(dataDir)}`,
    `there is no dump dump-of-nobody, nor one of that name in ${dumpsFolder(dataDir)}`,
  ]);
});

it('reports a truncated dump in one line, and changes nothing', async () => {
  await writeDump(dumpsFolder(dataDir), Buffer.from('torn'), 1);
  expect(await restore('--data', dataDir)).toBe(1);
  expect(said).toHaveLength(2);
  expect(said[0]).toContain('is no good: ');
}, 240_000);
