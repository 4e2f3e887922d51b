// The cache of armed fences, over a store that the test changes.
import { describe, expect, it } from 'vitest';
import type { FenceVersion } from '../../contracts/index.ts';
import type { FenceVersionStore } from './fence-version-store.ts';
import { aFence, aVersion } from '../testing/fences.ts';
import { openFenceRegistry } from './fence-registry.ts';

async function registry(revision: number, versions: FenceVersion[]) {
  const kept = { revision, versions };
  const store = {
    revision: () => Promise.resolve(kept.revision),
    newest: () => Promise.resolve(kept.versions),
    confirmedViews: () => Promise.resolve([{ cameraId: 'corner', confirmedAt: 5 }]),
  } as unknown as FenceVersionStore;
  return { kept, registry: await openFenceRegistry(store) };
}
const never = new AbortController().signal;

describe('the cache of armed fences', () => {
  it('is empty over an empty store', async () => {
    const { registry: empty } = await registry(0, []);
    expect(empty.armed()).toMatchObject({ revision: 0, fences: [] });
    expect(empty.fences()).toEqual([]);
  });

  it('contains what is armed, without removed fences', async () => {
    const removal = aVersion(4, { fenceId: 'b', change: 'removed', fence: null });
    const { registry: some } = await registry(9, [aVersion(2), removal]);
    expect(some.armed()).toEqual({
      version: 1,
      revision: 9,
      views: [{ cameraId: 'corner', confirmedAt: 5 }],
      fences: [{ version: 2, fence: aVersion(2).fence }],
    });
    expect(some.versions()).toEqual([aVersion(2)]);
    expect(some.fences()).toMatchObject([{ id: 'corner-vending', version: 2, minCover: 0.05 }]);
  });

  it('does not complete a fence that this release cannot read, but passes it on', async () => {
    const strange = aFence({ kind: 'parking' });
    const { registry: some } = await registry(1, [aVersion(1, { fence: strange })]);
    expect(some.fences()).toEqual([]);
    expect(some.armed().fences).toHaveLength(1);
  });

  it('wakes all waiters when something newer is there', async () => {
    const { registry: some, kept } = await registry(1, []);
    const waiting = [some.otherThan(1, never), some.otherThan(1, never)];
    Object.assign(kept, { revision: 2, versions: [aVersion(1)] });
    await some.refresh();
    for (const armed of await Promise.all(waiting)) expect(armed.revision).toBe(2);
  });

  it('answers at once if the revision differs, or when waiting is over', async () => {
    const { registry: some } = await registry(3, []);
    expect((await some.otherThan(0, never)).revision).toBe(3);
    expect((await some.otherThan(8, never)).revision).toBe(3);
    expect((await some.otherThan(3, AbortSignal.abort())).revision).toBe(3);
    const stop = new AbortController();
    const waiting = some.otherThan(3, stop.signal);
    stop.abort();
    expect((await waiting).revision).toBe(3);
  });

  it('never goes back to an older revision', async () => {
    const { registry: some, kept } = await registry(5, [aVersion(1)]);
    Object.assign(kept, { revision: 4, versions: [] });
    await some.refresh();
    expect(some.armed().revision).toBe(5);
    expect(some.fences()).toHaveLength(1);
  });
});
