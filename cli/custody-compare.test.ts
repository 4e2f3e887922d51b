// `fencewatch custody compare` on a data folder as a stopped dispatch leaves it: with everything there, after a case was deleted whole, and
// when it cannot be said.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCustodyWriter } from '../dispatch/evidence/custody-writer.ts';
import { openCustodyFiles } from '../dispatch/evidence/custody-files.ts';
import { createCustodyStore } from '../dispatch/store/custody-store.ts';
import { openEmbedded, type Database } from '../dispatch/store/database.ts';
import { layDatabase } from '../dispatch/store/testing/quick-store.ts';
import { fillCases, type CaseThere } from '../dispatch/store/testing/filled-store.ts';
import { changes } from '../dispatch/store/testing/store-changes.ts';
import { fakeClock } from '../dispatch/testing/fake-clock.ts';
import { quietLog } from '../dispatch/testing/quiet-log.ts';
import { openSealKey } from '../host/seal/seal-key.ts';
import { custodyCommand } from './custody.ts';
import { catchOutput } from './testing/catch-output.ts';

let data: string;
let cases: CaseThere[];
const keys = () => join(data, 'keys.txt');
const copy = () => join(data, 'custody-log');

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const { database, close } = await openEmbedded(join(data, 'database'));
  try {
    return await work(database);
  } finally {
    await close();
  }
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fencewatch-compare-'));
  await layDatabase(data);
  await withDatabase(async (database) => {
    cases = await fillCases(database, data, 4);
    const store = createCustodyStore(database);
    const key = await openSealKey(join(data, 'log-key.pem'));
    const parts = { store, files: openCustodyFiles(copy()), key, clock: fakeClock() };
    await createCustodyWriter({ ...parts, log: quietLog() }).flush();
    await writeFile(keys(), (await store.keys()).join('\n'));
  });
}, 240_000);
afterAll(() => rm(data, { recursive: true, force: true }));

async function compare(...args: string[]): Promise<{ code: unknown; out: string }> {
  let out = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const run = () =>
    custodyCommand().parseAsync(['compare', copy(), '--data', data, ...args], { from: 'user' });
  try {
    const { errors } = await catchOutput(run);
    return { code: process.exitCode, out: `${out}${errors}` };
  } finally {
    process.exitCode = undefined;
    write.mockRestore();
  }
}

describe('fencewatch custody compare', () => {
  it('says that the store agrees', async () => {
    const { code, out } = await compare('--key', keys());
    expect([code, out]).toEqual([0, expect.stringContaining('the store agrees with the log: ')]);
  }, 60_000);

  it('names a case that was deleted whole, and a file that was written over', async () => {
    const [other, one, two] = cases;
    if (!other || !one || !two) throw new Error('no cases');
    await withDatabase(async (database) => {
      await database.execute(sql`set session_replication_role = replica`);
      for (const query of changes[0]?.queries(one) ?? []) await database.execute(query);
    });
    await writeFile(join(data, 'incidents', two.incidentId, 'picture.jpg'), 'another');
    const { code, out } = await compare('--key', keys());
    expect(code).toBe(1);
    expect(out).toContain(`missing: case ${one.id}, 5 steps, 2 alerts, 0 photos (row `);
    expect(out).toContain(
      `changed on the disk: picture of opening 1 of incident ${two.incidentId}`,
    );
    expect(out).toContain('the store differs: ');
    expect(out).not.toContain(other.id);
  }, 60_000);

  it.each([
    ['without the public keys', () => [], 'give --key FILE'],
    ['while dispatch uses the store', () => ['--key', keys()], 'is in use'],
  ])(
    'cannot decide %s',
    async (_, args, said) => {
      const found = await withDatabase(() => compare(...args()));
      expect(found.code).toBe(2);
      expect(found.out).toContain(said);
    },
    60_000,
  );
});
