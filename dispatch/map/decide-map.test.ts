// Which takes precedence, the site file or the dashboard; and the effect of edits and imports on an item.
import { describe, expect, it } from 'vitest';
import type { MapContent, MapVersion, NamedContent } from '../../contracts/index.ts';
import { decideEdit, decideImport, decideSiteFileMap, keyOf } from './decide-map.ts';

const at = (x: number): MapContent => ({ kind: 'camera', at: [x, 36] });
const named = (id: string, content: MapContent): NamedContent => ({ id, content });
const version = (id: string, content: MapContent | null, more: Partial<MapVersion> = {}) => {
  const how = { change: 'edited', at: 1, author: 'li', reason: 'r', version: 1 } as const;
  return { kind: 'camera' as const, id, content, ...how, ...more };
};
const newestOf = (...all: MapVersion[]) => new Map(all.map((one) => [keyOf(one), one]));

describe('the site file', () => {
  const decide = (file: NamedContent[], said: MapVersion[], newest: MapVersion[]) =>
    decideSiteFileMap({ file, said, newest: newestOf(...newest), at: 9 });
  const said = version('gate', at(1), { change: 'site-file' });

  it('puts its items on the map', () => {
    expect(decide([named('gate', at(1))], [], [])).toEqual([
      {
        kind: 'camera',
        id: 'gate',
        content: at(1),
        version: 1,
        change: 'site-file',
        at: 9,
        author: 'site file',
        reason: 'the site file was changed',
      },
    ]);
  });

  it('changes nothing while it is unchanged, so that edits stay', () => {
    const edited = version('gate', at(2), { version: 2 });
    expect(decide([named('gate', at(1))], [said], [edited])).toEqual([]);
  });

  it('replaces edits only of items that changed in the file', () => {
    const edited = ['gate', 'yard'].map((id) => version(id, at(2), { version: 2 }));
    const file = [named('gate', at(3)), named('yard', at(1))];
    const before = [said, { ...said, id: 'yard' }];
    expect(decide(file, before, edited)).toMatchObject([
      { id: 'gate', version: 3, content: at(3), change: 'site-file' },
    ]);
  });

  it('removes items that left the file, once', () => {
    const gone = decide([], [said], [said]);
    expect(gone).toMatchObject([{ id: 'gate', version: 2, content: null, change: 'site-file' }]);
    expect(decide([], gone, gone)).toEqual([]);
  });

  it('does not touch items that it never had', () => {
    expect(decide([], [], [version('yard', at(1))])).toEqual([]);
  });

  it('can add a removed item again', () => {
    const gone = version('gate', null, { change: 'site-file', version: 2 });
    expect(decide([named('gate', at(1))], [gone], [gone])).toMatchObject([{ version: 3 }]);
  });
});

describe('an edit', () => {
  const wish = { kind: 'camera', id: 'gate', author: 'li', reason: 'moved' } as const;
  const edit = (baseVersion: number | null, content: MapContent | null, ...newest: MapVersion[]) =>
    decideEdit({ ...wish, baseVersion, content }, newestOf(...newest), 9);

  it('of a new item is version 1', () => {
    expect(edit(null, at(1))).toEqual({
      ok: true,
      version: { ...wish, content: at(1), version: 1, change: 'edited', at: 9 },
    });
  });

  it.each<[string, number | null, MapContent | null, MapVersion[], object]>([
    [
      'is the next version',
      1,
      at(2),
      [version('gate', at(1))],
      { ok: true, version: { version: 2 } },
    ],
    [
      'removes',
      1,
      null,
      [version('gate', at(1))],
      { ok: true, version: { change: 'removed', content: null } },
    ],
    [
      'is stale',
      1,
      at(3),
      [version('gate', at(2), { version: 2 })],
      { reason: 'stale', newest: 2 },
    ],
    [
      'is stale when somebody was faster',
      null,
      at(3),
      [version('gate', at(2))],
      { reason: 'stale' },
    ],
    ['says the same', 1, at(1), [version('gate', at(1))], { reason: 'unchanged', newest: 1 }],
    ['cannot remove what is not there', null, null, [], { reason: 'absent', newest: 0 }],
    [
      'begins anew after a removal',
      null,
      at(1),
      [version('gate', null, { version: 2 })],
      { ok: true, version: { version: 3 } },
    ],
    ['cannot remove twice', 2, null, [version('gate', null, { version: 2 })], { reason: 'absent' }],
  ])('%s', (_, base, content, newest, expected) => {
    expect(edit(base, content, ...newest)).toMatchObject(expected);
  });
});

describe('an import', () => {
  it('counts new, changed and equal items, and writes only changes', () => {
    const newest = newestOf(
      version('same', at(1)),
      version('moved', at(1), { version: 4 }),
      version('gone', null, { version: 2 }),
    );
    const rows = ['same', 'moved', 'gone', 'new'];
    const items = rows.map((id) => named(id, at(id === 'same' ? 1 : 2)));
    const plan = decideImport(items, newest, { at: 9, author: 'li', reason: 'survey' });
    expect(plan).toMatchObject({ added: 2, changed: 1, same: 1 });
    expect(plan.versions.map((one) => [one.id, one.version, one.change])).toEqual([
      ['moved', 5, 'imported'],
      ['gone', 3, 'imported'],
      ['new', 1, 'imported'],
    ]);
  });

  it('of an empty file writes nothing', () => {
    const plan = decideImport([], newestOf(), { at: 9, author: 'li', reason: 'x' });
    expect(plan).toEqual({ versions: [], added: 0, changed: 0, same: 0 });
  });
});
