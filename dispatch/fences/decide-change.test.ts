import { describe, expect, it } from 'vitest';
import type { FenceFile, KindFile } from '../../contracts/index.ts';
import { aFence, aVersion } from '../testing/fences.ts';
import { decideChange, nextVersion, type ChangeInput, type FenceWish } from './decide-change.ts';

const by = { author: 'li', at: 9000, reason: 'stall moved' };
const removal = aVersion(3, { change: 'removed', fence: null });
const threeVersions = [aVersion(3), aVersion(2), aVersion(1)];

function decide(wish: FenceWish, versions = threeVersions, change: Partial<ChangeInput> = {}) {
  const surroundings = { cameraIds: new Set(['corner', 'exit-3']), kinds: [] };
  return decideChange({ fenceId: 'corner-vending', wish, versions, surroundings, by, ...change });
}
const edit = (fence: unknown, baseVersion = 3): FenceWish => ({
  change: 'edited',
  baseVersion,
  fence,
});
const smaller = aFence({ minCover: 0.5 });

describe('creating a fence', () => {
  it('writes its first version with author, time and reason, as it was written', () => {
    const fence = aFence({ dwell: '90s', id: 'new' });
    expect(decide({ change: 'created', fence }, [], { fenceId: 'new' })).toEqual({
      ok: true,
      version: {
        fenceId: 'new',
        version: 1,
        change: 'created',
        restoredFrom: null,
        ...by,
        fence,
      },
    });
  });

  it('is refused when the id exists', () => {
    expect(decide({ change: 'created', fence: aFence() })).toEqual({
      ok: false,
      reason: 'id-taken',
    });
  });

  it('with the id of a removed fence continues its versions', () => {
    const decision = decide({ change: 'created', fence: smaller }, [removal, aVersion(2)]);
    expect(decision).toMatchObject({ ok: true, version: { version: 4, change: 'created' } });
  });
});

describe('an edit', () => {
  it('is the next version', () => {
    expect(decide(edit(smaller))).toEqual({
      ok: true,
      version: {
        fenceId: 'corner-vending',
        version: 4,
        change: 'edited',
        restoredFrom: null,
        ...by,
        fence: smaller,
      },
    });
  });

  it('of an outdated version is refused with the newest', () => {
    expect(decide(edit(smaller, 2))).toEqual({ ok: false, reason: 'stale', newest: 3 });
  });

  it('with the same content in another key order changes nothing', () => {
    const same = Object.fromEntries(Object.entries(aVersion(3).fence!).reverse());
    expect(decide(edit(same))).toEqual({ ok: false, reason: 'unchanged', newest: 3 });
  });

  it('of a removed fence is refused', () => {
    expect(decide(edit(smaller), [removal])).toEqual({ ok: false, reason: 'removed', newest: 3 });
  });

  it('of an unknown fence is refused', () => {
    expect(decide(edit(smaller), [])).toEqual({ ok: false, reason: 'unknown' });
  });

  const square = aFence().polygon;
  const rows: [string, unknown, string, RegExp][] = [
    ['nothing at all', {}, 'fence.id', /got nothing/],
    ['another id', aFence({ id: 'other' }), 'fence.id', /never changes, got "other"/],
    ['another camera', aFence({ camera: 'exit-3' }), 'fence.camera', /expected "corner"/],
    ['an unknown camera', aFence({ camera: 'roof' }), 'fence.camera', /got "roof"/],
    ['an unknown kind', aFence({ kind: 'murder' }), 'fence.kind', /murder/],
    ['two points', aFence({ polygon: square.slice(0, 2) }), 'fence.polygon', /at least 3/],
    ['a point outside', aFence({ polygon: [...square, [0.1, 1.5]] }), 'fence.polygon[4][1]', /1.5/],
    ['a key nobody knows', { ...aFence(), colour: 'red' }, 'fence.colour', /unknown key/],
  ];
  it.each(rows)('with %s is refused at its path', (_, fence, path, message) => {
    const decision = decide(edit(fence));
    expect(decision).toMatchObject({ ok: false, reason: 'faulty' });
    const faults = 'faults' in decision ? decision.faults : [];
    expect(faults.find((fault) => fault.path === path)?.message).toMatch(message);
  });
});

describe('restoring', () => {
  const restore = (version: number, baseVersion = 3): FenceWish => ({
    change: 'restored',
    baseVersion,
    version,
  });

  it('writes the old content as the newest version with its origin', () => {
    const { fence } = aVersion(1);
    expect(decide(restore(1))).toMatchObject({
      ok: true,
      version: { version: 4, change: 'restored', restoredFrom: 1, fence, author: 'li' },
    });
  });

  it('brings a removed fence back', () => {
    const decision = decide(restore(2), [removal, aVersion(2), aVersion(1)]);
    expect(decision).toMatchObject({ ok: true, version: { version: 4, change: 'restored' } });
  });

  it.each([
    ['the newest itself', restore(3), threeVersions, { reason: 'unchanged', newest: 3 }],
    ['on a stale base', restore(1, 2), threeVersions, { reason: 'stale', newest: 3 }],
    ['of a fence that never was', restore(1), [], { reason: 'unknown' }],
    ['a version that is not there', restore(9), threeVersions, { reason: 'faulty' }],
    ['a removal', restore(3), [removal], { reason: 'faulty' }],
  ] as const)('%s is refused', (_, wish, versions, expected) => {
    expect(decide(wish, [...versions])).toMatchObject({ ok: false, ...expected });
  });

  it('is refused when the old content is no longer valid', () => {
    const old = aVersion(1, { fence: aFence({ camera: 'gone' }) });
    const decision = decide(restore(1), [removal, aVersion(2), old]);
    expect(decision).toMatchObject({ faults: [{ path: 'fence.camera' }] });
  });
});

describe('removing', () => {
  const remove: FenceWish = { change: 'removed', baseVersion: 3 };

  it('is a version without a fence', () => {
    expect(decide(remove)).toEqual({
      ok: true,
      version: {
        fenceId: 'corner-vending',
        version: 4,
        change: 'removed',
        restoredFrom: null,
        ...by,
        fence: null,
      },
    });
  });

  it('twice is refused', () => {
    expect(decide(remove, [removal])).toEqual({ ok: false, reason: 'removed', newest: 3 });
  });
});

describe('nextVersion', () => {
  it.each<[string, FenceFile[], number]>([
    ['nothing', [], 1],
    ['three', [aFence(), aFence(), aFence()], 4],
  ])('after %s', (_, fences, expected) => {
    const versions = fences.map((fence, index) => aVersion(fences.length - index, { fence }));
    expect(nextVersion(versions)).toBe(expected);
  });
});

describe('a fence of a kind of the site', () => {
  const kind: KindFile = {
    id: 'bench',
    names: { en: 'bench', zh: '长椅' },
    what: { things: ['table'] },
    where: {},
    howLong: { dwell: '1m' },
    matters: [{ code: '09006', en: 'trading on the road', zh: '占道经营' }],
  };
  const surroundings = { cameraIds: new Set(['corner']), kinds: [kind] };

  it('is stored with the definition of its kind, whatever the request contained', () => {
    const definition = { ...kind, howLong: { dwell: '9h' } };
    for (const extra of [{}, { definition }]) {
      const decision = decide(edit({ ...aFence(), kind: 'bench', ...extra }), undefined, {
        surroundings,
      });
      expect(decision).toMatchObject({ ok: true, version: { fence: { definition: kind } } });
    }
  });

  it('is refused where the site does not have the kind, even with a definition', () => {
    const decision = decide(edit({ ...aFence(), kind: 'bench', definition: kind }));
    expect(decision).toMatchObject({ ok: false, faults: [{ path: 'fence.kind' }] });
  });
});
