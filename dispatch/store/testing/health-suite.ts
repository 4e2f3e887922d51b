// Required behaviour of every store for problems and reports of edges.
import { expect } from 'vitest';
import type { EdgeHealth } from '../../../contracts/index.ts';
import type { ProblemEntry } from '../../problems/problem-registry.ts';
import type { StoreTests } from './store-tests.ts';

const entry = (part: Partial<ProblemEntry> = {}): ProblemEntry => ({
  code: 'disk-full',
  subject: '/data',
  since: 1000,
  until: null,
  times: 1,
  edgeId: 'edge-1',
  lastHeardAt: null,
  values: { freeBytes: 12 },
  ...part,
});
const health = (edgeId: string): EdgeHealth => ({
  version: 1,
  edgeId,
  software: '0.1.0',
  startedAt: 1,
  sentAt: 2,
  problems: [{ code: 'disk-full', subject: 'a\u0000b', since: 1, values: { why: 'c\u0000d' } }],
});

export const healthTests: StoreTests = {
  'has nothing at first': async ({ health: store }) => {
    expect(await store.openEntries()).toEqual([]);
    expect(await store.past(10)).toEqual([]);
    expect(await store.reports()).toEqual([]);
    await store.keepEntries([]);
    await store.keepReports([]);
  },
  'keeps what lasts, of dispatch itself too, each once': async ({ health: store }) => {
    await store.keepEntries([entry(), entry({ edgeId: null }), entry({ times: 2 })]);
    expect(await store.openEntries()).toEqual(
      expect.arrayContaining([entry({ times: 2 }), entry({ edgeId: null })]),
    );
    expect(await store.openEntries()).toHaveLength(2);
  },
  'tells what has ended, the latest first, and what may still go on': async ({ health: store }) => {
    await store.keepEntries([
      entry({ until: 900_000 }),
      entry({ subject: 'old', until: 5000 }),
      entry({ subject: 'a\u0000b', until: 800_000 }),
    ]);
    const subjects = (await store.past(10)).map(({ subject }) => subject);
    expect(subjects).toEqual(['/data', 'a\\u0000b', 'old']);
    expect(await store.past(1)).toEqual([entry({ until: 900_000 })]);
    expect((await store.openEntries()).map(({ subject }) => subject).sort()).toEqual([
      '/data',
      '/data',
      'a\\u0000b',
    ]);
  },
  'forgets what ended long ago, never what lasts': async ({ health: store }) => {
    await store.prune(850_000);
    expect((await store.past(10)).map(({ subject }) => subject)).toEqual(['/data']);
    await store.prune(Number.MAX_SAFE_INTEGER);
    expect(await store.openEntries()).toEqual([entry({ edgeId: null })]);
  },
  'keeps the last report of each edge, and lets go those that are gone': async ({
    health: store,
  }) => {
    await store.keepReports([
      { health: health('edge-1'), heardAt: 5 },
      { health: health('edge-2'), heardAt: 6 },
    ]);
    await store.keepReports([{ health: health('edge-2'), heardAt: 7 }]);
    expect(await store.reports()).toMatchObject([
      { heardAt: 7, health: { edgeId: 'edge-2', problems: [{ subject: 'a\\u0000b' }] } },
    ]);
  },
};
