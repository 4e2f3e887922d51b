// The map over restarts, several dispatches and a changed site file, on a real store.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MapContent, NamedContent } from '../../contracts/index.ts';
import { openQuickStore } from '../store/testing/quick-store.ts';
import type { Store } from '../store/store.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { openMapService } from './map-service.ts';

let store: Store;
beforeAll(async () => {
  store = await openQuickStore();
}, 120_000);
afterAll(() => store.close());

const at = (x: number): MapContent => ({ kind: 'camera', at: [x, 36] });
const named = (id: string, content: MapContent): NamedContent => ({ id, content });
const open = (map: NamedContent[] = []) =>
  openMapService({ store: store.map, site: { map }, clock: fakeClock(9), log: quietLog() });
const edit = { kind: 'camera', id: 'gate', author: 'li', reason: 'moved' } as const;

it('starts empty, and keeps items over a restart', async () => {
  const map = await open();
  expect(await map.current()).toEqual([]);
  expect(await map.find('camera', 'gate')).toBeNull();
  await map.change({ ...edit, baseVersion: null, content: at(1) });
  expect(await (await open()).current()).toMatchObject([
    { id: 'gate', version: 1, content: at(1) },
  ]);
});

it('sees at once what another dispatch on the same database changed', async () => {
  const [one, other] = [await open(), await open()];
  expect(await one.change({ ...edit, baseVersion: 1, content: at(2) })).toMatchObject({ ok: true });
  expect(await other.find('camera', 'gate')).toMatchObject({ version: 2, content: at(2) });
});

it('accepts one of two concurrent edits of one version', async () => {
  const [one, other] = [await open(), await open()];
  const wishes = [one, other].map((map, index) =>
    map.change({ ...edit, baseVersion: 2, content: at(10 + index) }),
  );
  const outcomes = await Promise.all(wishes);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: 'stale', newest: 3 });
});

it('keeps an edit while the site file is unchanged, and follows the file when it changes', async () => {
  const file = [named('yard', at(1))];
  await open(file);
  const map = await open(file);
  await map.change({ ...edit, id: 'yard', baseVersion: 1, content: at(5) });
  expect(await (await open(file)).find('camera', 'yard')).toMatchObject({ content: at(5) });
  expect(await (await open([named('yard', at(2))])).find('camera', 'yard')).toMatchObject({
    content: at(2),
    change: 'site-file',
  });
  expect(await (await open()).find('camera', 'yard')).toBeNull();
  const history = await store.map.history('camera', 'yard');
  expect(history.map(({ version, change }) => [version, change])).toEqual([
    [4, 'site-file'],
    [3, 'site-file'],
    [2, 'edited'],
    [1, 'site-file'],
  ]);
});

it('stores an import of thousands completely, and nothing in a dry run', async () => {
  const map = await open();
  const items = Array.from({ length: 4500 }, (_, index) => named(`c-${index}`, at(index / 100)));
  const by = { author: 'li', reason: 'survey' };
  const before = (await map.current()).length;
  expect(await map.take(items, { ...by, dryRun: true })).toMatchObject({ added: 4500 });
  expect(await map.current()).toHaveLength(before);
  expect(await map.take(items, { ...by, dryRun: false })).toMatchObject({ added: 4500, same: 0 });
  expect(await map.current()).toHaveLength(before + 4500);
  expect(await map.take(items, { ...by, dryRun: false })).toMatchObject({ added: 0, same: 4500 });
});

it('stores nothing of an import when one of its rows was changed meanwhile', async () => {
  const row = { kind: 'camera', change: 'imported', at: 1, author: 'li', reason: 'x' } as const;
  const rows = ['late-1', 'gate'].map((id) => ({ ...row, id, version: 1, content: at(1) }));
  expect(await store.map.add(rows)).toBe(false);
  expect(await store.map.history('camera', 'late-1')).toEqual([]);
});
