// The embedded store: the common suite; and a folder that is opened again, also while it is in use.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from './store.ts';
import { storeFaultOf } from '../store-fault.ts';
import { placeForFolders } from './testing/place-for-folders.ts';
import { layDatabase } from './testing/quick-store.ts';
import { describeStore } from './testing/store-suite.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(placeForFolders(), 'fencewatch-store-'));
  await layDatabase(dataDir);
}, 120_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describeStore('PGlite in a folder', () => createStore({ dataDir }));

describe('the embedded store in a folder', () => {
  // The suite has closed it; its data is still there. Kills are tested with the restore.
  it('still has its data, and refuses a second process', async () => {
    const store = await createStore({ dataDir });
    expect(await store.people.find('li')).toMatchObject({ role: 'admin' });
    await expect(createStore({ dataDir })).rejects.toThrow(/in use by another process/);
    await store.close();
  }, 120_000);
});

describe('storeFaultOf', () => {
  const wrapped = (code: string) =>
    new Error('query failed', { cause: Object.assign(new Error(), { code }) });
  it.each([
    ['a text with a NUL', wrapped('22021'), 'not-storable'],
    ['a broken constraint', wrapped('23505'), 'not-storable'],
    ['a server that shuts down', wrapped('57P01'), 'unavailable'],
    ['a refused connection', wrapped('ECONNREFUSED'), 'unavailable'],
    ['an error without a cause', new Error('closed'), 'unavailable'],
    ['nothing', undefined, 'unavailable'],
  ] as const)('classifies %s as %s', (_, error, fault) => {
    expect(storeFaultOf(error)).toBe(fault);
  });
});
