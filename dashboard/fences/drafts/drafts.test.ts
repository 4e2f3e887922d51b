// Drafts: their initial state, when they differ, and their storage on this device.
import { describe, expect, test } from 'vitest';
import { createFence, createVersion } from '../../testing/sample-fences.ts';
import { createDraftShelf } from './draft-shelf.ts';
import { readDrafts, writeDrafts, type DraftStorage } from './draft-store.ts';
import { createDraft, draftOf, isChanged, nextNewKey, standingOf, type Draft } from './draft.ts';
import { isSame } from './is-same.ts';

function createStorage(
  start: Record<string, string> = {},
): DraftStorage & { items: Map<string, string> } {
  const items = new Map(Object.entries(start));
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

const armed = createVersion({ version: 3 });
const fresh = draftOf(armed)!;
const changed: Draft = { ...fresh, fence: createFence({ name: 'Gate' }) };
const newDraft = createDraft({ cameraId: 'exit-3', kind: 'debris-pile', taken: ['exit-3-1'] });

describe('a draft', () => {
  test('of a removed fence does not exist', () => {
    expect(draftOf(createVersion({ change: 'removed', fence: null }))).toBeNull();
  });

  test.each<[string, Draft, boolean]>([
    ['as it was armed is not changed', fresh, false],
    ['with another name is changed', changed, true],
    [
      'with the same settings in another order is not changed',
      {
        ...fresh,
        fence: Object.fromEntries(Object.entries(fresh.fence).reverse()) as Draft['fence'],
      },
      false,
    ],
    [
      'in which somebody draws is changed',
      { ...fresh, drawing: { ring: { part: 'outline' }, points: [[0.1, 0.1]] } },
      true,
    ],
    [
      'in which drawing has just begun is not changed',
      { ...fresh, drawing: { ring: { part: 'outline' }, points: [] } },
      false,
    ],
    ['of a new fence without points is not changed', newDraft, false],
    [
      'of a new fence with a setting is changed',
      { ...newDraft, fence: { ...newDraft.fence, dwell: '9s' } },
      true,
    ],
    ['of a new fence with an outline is changed', { ...newDraft, fence: createFence() }, true],
  ])('%s', (_, draft, is) => {
    expect(isChanged(draft)).toBe(is);
  });

  test('of a new fence has an unused id', () => {
    expect(newDraft.fence).toEqual({
      id: 'exit-3-2',
      camera: 'exit-3',
      kind: 'debris-pile',
      polygon: [],
    });
    const long = createDraft({ cameraId: 'c'.repeat(64), kind: 'debris-pile', taken: [] });
    expect(long.fence.id.length).toBeLessThanOrEqual(64);
  });

  test.each([
    ['fresh while nobody armed another version', 3, 'fresh'],
    ['overtaken when somebody did', 4, 'overtaken'],
    ['fresh when an older list comes late', 2, 'fresh'],
  ] as const)('is %s', (_, version, standing) => {
    expect(standingOf(changed, createVersion({ version }))).toBe(standing);
  });

  test('notices that its fence was removed; a new one never does', () => {
    expect(standingOf(changed, null)).toBe('removed');
    expect(standingOf(newDraft, null)).toBe('fresh');
  });

  test('gets a key that no other new fence has', () => {
    expect(nextNewKey({})).toBe('~1');
    expect(nextNewKey({ '~4': newDraft, 'exit-3-door': changed })).toBe('~5');
  });
});

describe('the drafts on this device', () => {
  test('are none at first', () => {
    expect(readDrafts(createStorage(), 'exit-3')).toEqual({});
  });

  test('are read as written, separately for each camera', () => {
    const storage = createStorage();
    expect(writeDrafts(storage, 'exit-3', { 'exit-3-door': changed, '~1': newDraft })).toBe('kept');
    expect(readDrafts(storage, 'exit-3')).toEqual({ 'exit-3-door': changed, '~1': newDraft });
    expect(readDrafts(storage, 'street-east')).toEqual({});
  });

  test('leave nothing behind after the last one', () => {
    const storage = createStorage();
    writeDrafts(storage, 'exit-3', { '~1': newDraft });
    writeDrafts(storage, 'exit-3', {});
    expect(storage.items.size).toBe(0);
  });

  test.each([
    ['no JSON', '{'],
    ['of another form', '{"version":2,"drafts":{}}'],
    ['null', 'null'],
    ['a list', '[]'],
    [
      'a draft without a polygon',
      '{"version":1,"drafts":{"a":{"base":null,"drawing":null,"fence":{"id":"a","camera":"exit-3","kind":"debris-pile"}}}}',
    ],
    [
      'a draft for another camera',
      JSON.stringify({
        version: 1,
        drafts: { a: { ...newDraft, fence: createFence({ camera: 'other' }) } },
      }),
    ],
  ])('that are %s count as none', (_, text) => {
    expect(readDrafts(createStorage({ 'fencewatch.drafts.exit-3': text }), 'exit-3')).toEqual({});
  });

  test('may have faults, which the form shows', () => {
    const storage = createStorage();
    const faulty: Draft = {
      ...changed,
      fence: createFence({ dwell: 'soon', polygon: [[0.1, 0.1]] }),
    };
    writeDrafts(storage, 'exit-3', { 'exit-3-door': faulty });
    expect(readDrafts(storage, 'exit-3')).toEqual({ 'exit-3-door': faulty });
  });

  test('that the browser cannot store report that', () => {
    const full: DraftStorage = {
      ...createStorage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(writeDrafts(full, 'exit-3', { '~1': newDraft })).toBe('not-kept');
  });
});

describe('the shelf of drafts', () => {
  test('writes every change at once, and notifies subscribers', () => {
    const storage = createStorage();
    const shelf = createDraftShelf(storage, 'exit-3');
    let told = 0;
    const end = shelf.follow(() => told++);
    shelf.put('exit-3-door', changed);
    expect(readDrafts(storage, 'exit-3')).toEqual({ 'exit-3-door': changed });
    expect(shelf.read()).toEqual({ drafts: { 'exit-3-door': changed }, kept: 'kept' });
    shelf.put('exit-3-door', null);
    expect(shelf.read().drafts).toEqual({});
    end();
    shelf.put('exit-3-door', changed);
    expect(told).toBe(2);
  });

  test('notifies nobody when nothing changes', () => {
    const shelf = createDraftShelf(createStorage(), 'exit-3');
    const before = shelf.read();
    shelf.put('exit-3-door', null);
    expect(shelf.read()).toBe(before);
  });
});

test.each<[string, unknown, unknown, boolean]>([
  ['nothing and nothing', undefined, undefined, true],
  ['nothing and null', undefined, null, false],
  ['maps in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
  ['lists in another order', [1, 2], [2, 1], false],
  ['a key set to undefined and none', { a: undefined }, {}, true],
])('%s say the same or not', (_, a, b, same) => {
  expect(isSame(a, b)).toBe(same);
});
