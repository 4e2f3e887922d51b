// Required behaviour of every store for versions of the map.
import { expect } from 'vitest';
import type { MapVersion } from '../../../contracts/index.ts';
import type { StoreTests } from './store-tests.ts';

const row = (id: string, version: number, more: Partial<MapVersion> = {}): MapVersion => ({
  kind: 'camera',
  id,
  version,
  change: 'edited',
  at: 1,
  author: 'li',
  reason: 'moved',
  content: { kind: 'camera', at: [118 + version, 36] },
  ...more,
});

export const mapTests: StoreTests = {
  'has none at first': async (store) => {
    expect(await store.map.newestAfter(0)).toEqual([]);
    expect(await store.map.saidBySiteFile()).toEqual([]);
    expect(await store.map.history('camera', 'gate')).toEqual([]);
    expect(await store.map.add([])).toBe(true);
  },

  'gives the newest of each item, and only what came later': async (store) => {
    await store.map.add([row('gate', 1), row('yard', 1)]);
    await store.map.add([row('gate', 2, { content: null, change: 'removed' })]);
    const all = await store.map.newestAfter(0);
    expect(all.map(({ id, version, content }) => [id, version, content === null])).toEqual([
      ['gate', 2, true],
      ['yard', 1, false],
    ]);
    const last = Math.max(...all.map(({ number }) => number));
    await store.map.add([row('yard', 2)]);
    expect(await store.map.newestAfter(last)).toMatchObject([{ id: 'yard', version: 2 }]);
  },

  'refuses a version twice, and then everything that came with it': async (store) => {
    expect(await store.map.add([row('late', 1), row('gate', 1)])).toBe(false);
    expect(await store.map.history('camera', 'late')).toEqual([]);
  },

  'numbers concurrent writers in the order in which they are seen': async (store) => {
    const names = Array.from({ length: 20 }, (_, index) => `many-${index}`);
    let last = 0;
    const seen = new Set<string>();
    const look = async () => {
      for (const { id, number } of await store.map.newestAfter(last)) {
        seen.add(id);
        last = Math.max(last, number);
      }
    };
    await Promise.all(names.flatMap((name) => [store.map.add([row(name, 1)]), look()]));
    await look();
    expect(names.filter((name) => !seen.has(name))).toEqual([]);
  },

  'knows what the site file said last, also of what was edited since': async (store) => {
    const said = row('file', 1, { change: 'site-file' });
    await store.map.add([said]);
    await store.map.add([row('file', 2)]);
    expect(await store.map.saidBySiteFile()).toEqual([said]);
    expect(await store.map.history('camera', 'file')).toEqual([row('file', 2), said]);
  },
};
