// The common suite on a real PostgreSQL, the effect of a killed server, and two dispatches on one database.
import { afterAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../../e2e/servers/postgres.ts';
import { systemClock } from '../../host/clock.ts';
import { openFenceRegistry } from '../fences/fence-registry.ts';
import { watchFences } from '../fences/watch-fences.ts';
import { createLiveHub } from '../live/live-hub.ts';
import { anAlert } from '../testing/alerts.ts';
import { aFence, aVersion } from '../testing/fences.ts';
import { planFor } from '../testing/plan.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { storeFaultOf } from '../store-fault.ts';
import { createStore, type Store } from './store.ts';
import { settleDirect, takeDirect, tellDirectly } from './testing/direct-steps.ts';
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
    // Separate connections, some of them in a transaction when the server dies.
    const many = Array.from({ length: 12 }, (_, n) => anAlert({ incidentId: `cut-off-${n}` }));
    const cutOff = Promise.allSettled(many.map((alert) => store.cases.record(planFor(alert))));
    await postgres!.kill();
    await cutOff;
    const failure = await store.cases.record(plan).catch((error: unknown) => error);
    expect(storeFaultOf(failure)).toBe('unavailable');
    await expect(store.ping()).rejects.toThrow();
    await postgres!.start();
    expect(await store.cases.record(plan)).toMatchObject({ outcome: 'recorded' });
    // The pool is complete again.
    await Promise.all(many.map((alert) => store.cases.record(planFor(alert))));
    await store.close();
  });

  it('shows a second dispatch what the first one arms, within two seconds', async () => {
    const stores = [await open('postgres'), await open('postgres')] as const;
    const hub = createLiveHub();
    const clock = systemClock;
    const log = quietLog();
    const stopping = new AbortController();
    const { signal } = stopping;
    const registry = await openFenceRegistry(stores[1].fences);
    const watching = watchFences({ store: stores[1].fences, registry, hub, clock, log, signal });
    const edge = registry.otherThan(registry.armed().revision, signal);
    const version = aVersion(1, { fenceId: 'far', fence: aFence({ id: 'far' }) });
    const armedAt = Date.now();
    await stores[0].fences.change('far', () => ({ ok: true, version }));
    expect((await edge).fences).toContainEqual({ version: 1, fence: version.fence });
    expect(Date.now() - armedAt).toBeLessThan(2000);
    stopping.abort();
    await watching;
    for (const store of stores) await store.close();
  });

  it('shares direct messages between two dispatches, each under one lease', async () => {
    const ownOf = (owner: string) =>
      createStore({ databaseUrl: postgres!.url, dataDir: '/nonexistent', owner });
    const stores = [await ownOf('one'), await ownOf('two')] as const;
    const peopleOf = (index: number) => ['an', 'bo', 'ce'].map((name) => `${name}-${index}`);
    for (const index of Array.from({ length: 10 }).keys())
      await tellDirectly(stores[0], `rung-${index}`, peopleOf(index));
    const taken: string[] = [];
    const takeAll = async (store: Store) => {
      for (;;) {
        const rows = await takeDirect(store, 'hook');
        if (rows.length === 0) return;
        for (const row of rows) {
          taken.push(row.notification.notificationId);
          await settleDirect(store, row, 'handed-over');
        }
      }
    };
    await Promise.all(stores.map(takeAll));
    const own = taken.filter((id) => id.startsWith('rung-'));
    expect(own).toHaveLength(30);
    expect(new Set(taken).size).toBe(taken.length);
    await tellDirectly(stores[0], 'rung-in-hand', peopleOf(99));
    const inHand = await takeDirect(stores[0], 'hook');
    expect(inHand).toHaveLength(3);
    expect(await takeDirect(stores[1], 'hook')).toEqual([]);
    // The same dispatch gets its own leases back at once after a restart.
    const again = await ownOf('one');
    expect(await takeDirect(again, 'hook')).toHaveLength(3);
    for (const store of [...stores, again]) await store.close();
  });

  it('shares notifications between two dispatches: each row under one lease, a case at one dispatch at a time', async () => {
    const ownOf = (owner: string) =>
      createStore({ databaseUrl: postgres!.url, dataDir: '/nonexistent', owner });
    const stores = [await ownOf('one'), await ownOf('two')] as const;
    for (const index of Array.from({ length: 15 }).keys())
      await stores[0].cases.record(planFor(anAlert({ incidentId: `shared-${index}` })));
    const taken: string[][] = [[], []];
    const takeAll = async (which: 0 | 1) => {
      for (;;) {
        const batch = await stores[which].notifications.waiting(7);
        if (batch.length === 0) return;
        for (const { notification } of batch) {
          taken[which]?.push(notification.notificationId);
          const done = { outcome: 'handed-over', listeners: 'unknown' } as const;
          await stores[which].notifications.settle(notification.notificationId, done, 1);
        }
      }
    };
    await Promise.all([takeAll(0), takeAll(1)]);
    // A dispatch finishes the rows that it holds when the other looks.
    await takeAll(0);
    await takeAll(1);
    const all = taken.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((id) => id.startsWith('shared-'))).toHaveLength(30);
    for (const store of stores) await store.close();
  });

  it("skips rows under another dispatch's lease, and returns a dispatch its own", async () => {
    const ownOf = (owner: string) =>
      createStore({ databaseUrl: postgres!.url, dataDir: '/nonexistent', owner });
    const one = await ownOf('one');
    const two = await ownOf('two');
    await one.cases.record(planFor(anAlert({ incidentId: 'in-hand' })));
    const idsOf = async ({ notifications }: typeof one, limit: number) =>
      (await notifications.waiting(limit)).map(({ notification }) => notification.notificationId);
    expect(await idsOf(one, 1)).toEqual(['in-hand-1-officer']);
    // The second row of the case is free, but its first one has not been sent yet.
    expect(await idsOf(two, 20)).toEqual([]);
    expect(await idsOf(one, 20)).toEqual(['in-hand-1-officer', 'in-hand-1-property']);
    for (const store of [one, two]) await store.close();
  });

  it('reports clearly that a database does not exist', async () => {
    await expect(open('no_such_database')).rejects.toThrow();
  });
});
