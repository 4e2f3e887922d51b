// The common suite on a real PostgreSQL, what a killed server does to the store, and two dispatches on one.
import { afterAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../../e2e/servers/postgres.ts';
import { systemClock } from '../clock.ts';
import { openFenceBook } from '../fences/fence-book.ts';
import { watchFences } from '../fences/watch-fences.ts';
import { createLiveHub } from '../live/live-hub.ts';
import { anAlert } from '../testing/alerts.ts';
import { aFence, aVersion } from '../testing/fences.ts';
import { planFor } from '../testing/plan.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { storeFaultOf } from './store-fault.ts';
import { createStore } from './store.ts';
import { describeStore } from './testing/store-suite.ts';

const postgres = await startPostgres();
const open = (database: string) =>
  createStore({
    databaseUrl: postgres!.url.replace(/postgres$/, database),
    dataDir: '/nonexistent',
  });

describe.skipIf(postgres === null)('on a real PostgreSQL', () => {
  afterAll(() => postgres?.stop());

  describeStore('PostgreSQL', () => open('postgres'));

  it('fails as unavailable while the server is dead and works again when it is back', async () => {
    const store = await open('postgres');
    const plan = planFor(anAlert({ incidentId: 'outage' }));
    await postgres!.kill();
    const failure = await store.cases.record(plan).catch((error: unknown) => error);
    expect(storeFaultOf(failure)).toBe('unavailable');
    await expect(store.ping()).rejects.toThrow();
    await postgres!.start();
    expect(await store.cases.record(plan)).toMatchObject({ outcome: 'recorded' });
    await store.close();
  });

  it('lets a second dispatch have what the first one arms, within two seconds', async () => {
    const stores = [await open('postgres'), await open('postgres')] as const;
    const [hub, clock, log, stopping] = [
      createLiveHub(),
      systemClock,
      quietLog(),
      new AbortController(),
    ];
    const { signal } = stopping;
    const book = await openFenceBook(stores[1].fences);
    const watching = watchFences({ store: stores[1].fences, book, hub, clock, log, signal });
    const edge = book.otherThan(book.armed().revision, signal);
    const version = aVersion(1, { fenceId: 'far', fence: aFence({ id: 'far' }) });
    const armedAt = Date.now();
    await stores[0].fences.change('far', () => ({ ok: true, version }));
    expect((await edge).fences).toContainEqual({ version: 1, fence: version.fence });
    expect(Date.now() - armedAt).toBeLessThan(2000);
    stopping.abort();
    await watching;
    for (const store of stores) await store.close();
  });

  it('says in plain words that a database does not exist', async () => {
    await expect(open('no_such_database')).rejects.toThrow();
  });
});
