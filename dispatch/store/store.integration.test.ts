// The common suite on a real PostgreSQL, and what a killed server does to the store.
import { afterAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../../e2e/servers/postgres.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
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

  it('says in plain words that a database does not exist', async () => {
    await expect(open('no_such_database')).rejects.toThrow();
  });
});
