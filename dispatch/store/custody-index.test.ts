// Entries of a case are found by an index, so that an export does not read the whole, ever growing log.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryText } from '../../evidence/log-entry.ts';
import { custodyLog, isAbout } from './custody-schema.ts';
import { openEmbedded, type OpenDatabase } from './database.ts';
import { placeForFolders } from './testing/place-for-folders.ts';
import { layDatabase } from './testing/quick-store.ts';

let folder: string;
let open: OpenDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(placeForFolders(), 'fencewatch-custody-index-'));
  await layDatabase(folder);
  open = await openEmbedded(join(folder, 'database'));
  const rows = Array.from({ length: 3000 }, (_, position) => ({
    position,
    entry: entryText({
      ...{ version: 1, at: position, act: 'access', outcome: 'done', details: {}, personal: null },
      subject: position % 2 === 0 ? { case: `c-${position}` } : { incident: `i-${position}` },
    }),
  }));
  await open.database.insert(custodyLog).values(rows);
  await open.database.execute(sql`analyze custody_log`);
}, 120_000);
afterAll(async () => {
  await open.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the entries about', () => {
  it.each([
    ['case', 'c-2000', 2000, 'custody_log_by_case'],
    ['incident', 'i-2001', 2001, 'custody_log_by_incident'],
  ] as const)('one %s are found by the index', async (name, id, position, index) => {
    const wanted = isAbout(name, id);
    const plan = await open.database.execute(
      sql`explain select * from custody_log where ${wanted}`,
    );
    expect(JSON.stringify(plan)).toContain(index);
    const rows = await open.database.select().from(custodyLog).where(wanted);
    expect(rows.map((row) => row.position)).toEqual([position]);
  });

  it('a text that is no entry is stored too: the index must not reject any row', async () => {
    await open.database.insert(custodyLog).values({ position: 3000, entry: 'x"subject":{"case":' });
    expect(await open.database.select().from(custodyLog).where(isAbout('case', ''))).toEqual([]);
  });
});
