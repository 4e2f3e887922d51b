// The embedded store: the common suite in memory and in a folder; and a folder that was in use when its owner died.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnTypescript } from '../../e2e/servers/typescript-process.ts';
import { createStore } from './store.ts';
import { storeFaultOf } from './store-fault.ts';
import { openQuickStore } from './testing/quick-store.ts';
import { describeStore } from './testing/store-suite.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fencewatch-store-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describeStore('PGlite in memory', openQuickStore);
describeStore('PGlite in a folder', () => createStore({ dataDir: join(dataDir, 'suite') }));

describe('the embedded store in a folder', () => {
  const keep = join(import.meta.dirname, 'testing', 'keep-and-die.ts');

  it('still has what was written when its owner was killed, and opens at once', async () => {
    // The suite has closed it; what it wrote is still there.
    const folder = join(dataDir, 'suite');
    const owner = spawnTypescript(keep, [folder]);
    const [, signal] = (await once(owner, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    const store = await createStore({ dataDir: folder });
    expect(await store.people.find('survivor')).toMatchObject({ role: 'admin' });
    expect(await store.people.find('li')).toMatchObject({ role: 'admin' });
    await store.close();
  }, 120_000);

  it('refuses a folder that a living process uses, and takes it when that one has closed', async () => {
    const folder = join(dataDir, 'suite');
    const first = await createStore({ dataDir: folder });
    await expect(createStore({ dataDir: folder })).rejects.toThrow(/in use by another process/);
    await first.close();
    const second = await createStore({ dataDir: folder });
    await second.close();
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
  ] as const)('takes %s as %s', (_, error, fault) => {
    expect(storeFaultOf(error)).toBe(fault);
  });
});
