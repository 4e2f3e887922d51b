// Required behaviour of every store for versions of fences and confirmed views.
import { expect } from 'vitest';
import type { FenceVersion } from '../../../contracts/index.ts';
import type { ChangeDecision } from '../../fences/decide-change.ts';
import type { ShiftDecision } from '../../fences/shift-fence.ts';
import { aFence, aVersion } from '../../testing/fences.ts';
import type { Store } from '../store.ts';
import type { StoreTests } from './store-tests.ts';

const append =
  (fenceId: string) =>
  (versions: FenceVersion[]): ChangeDecision => ({
    ok: true,
    version: aVersion((versions[0]?.version ?? 0) + 1, { fenceId, fence: aFence({ id: fenceId }) }),
  });
const add = (store: Store, fenceId: string) => store.fences.change(fenceId, append(fenceId));
const newestOf = async (store: Store, fenceId: string) =>
  (await store.fences.newest()).find((one) => one.fenceId === fenceId);
const confirmation = { author: 'li', reason: 'turned back', shift: null };

export const fenceTests: StoreTests = {
  'adds versions, gives each of them back as it was written, and the newest': async (store) => {
    await add(store, 'added');
    const second = await add(store, 'added');
    const history = await store.fences.history('added');
    expect(history.map(({ version }) => version)).toEqual([2, 1]);
    expect(history[0]).toEqual(second.ok && second.version);
    expect(await store.fences.find('added', 1)).toEqual(history[1]);
    expect(await store.fences.find('added', 3)).toBeNull();
    const wanted = [
      { fenceId: 'added', version: 2 },
      { fenceId: 'added', version: 3 },
      { fenceId: 'not "there", [ever]', version: 1 },
      { fenceId: 'added', version: 1 },
    ];
    const found = await store.fences.findAll(wanted);
    expect(found.sort((a, b) => b.version - a.version)).toEqual(history);
    expect(await store.fences.findAll([])).toEqual([]);
    expect(await newestOf(store, 'added')).toEqual(history[0]);
  },

  'keeps a removal as the newest version': async (store) => {
    await add(store, 'removed');
    const removal = aVersion(2, { fenceId: 'removed', change: 'removed', fence: null });
    await store.fences.change('removed', () => ({ ok: true, version: removal }));
    expect(await newestOf(store, 'removed')).toEqual(removal);
  },

  'gives every one of many changes at once a version and a revision of its own': async (store) => {
    const before = await store.fences.revision();
    await Promise.all(Array.from({ length: 6 }, () => add(store, 'crowd')));
    const history = await store.fences.history('crowd');
    expect(history.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await store.fences.revision()).toBeGreaterThanOrEqual(before + 6);
  },

  'writes nothing when the decision is a refusal': async (store) => {
    const before = await store.fences.revision();
    const refusal = { ok: false, reason: 'unchanged', newest: 1 } as const;
    expect(await store.fences.change('refused', () => refusal)).toEqual(refusal);
    const faulty: ShiftDecision = { ok: false, reason: 'faulty', faults: [] };
    const view = { cameraId: 'refused', confirmedAt: 1, ...confirmation };
    expect(await store.fences.confirmView(view, () => faulty)).toEqual(faulty);
    expect(await store.fences.confirmationsOf('refused')).toEqual([]);
    expect(await store.fences.revision()).toBe(before);
  },

  'never overwrites a version, whatever is decided': async (store) => {
    await add(store, 'kept');
    const again = aVersion(1, { fenceId: 'kept', author: 'somebody else' });
    await expect(
      store.fences.change('kept', () => ({ ok: true, version: again })),
    ).rejects.toThrow();
    expect(await store.fences.history('kept')).toMatchObject([{ author: 'operator' }]);
  },

  'keeps every confirmation of a view, and its fences with it': async (store) => {
    const before = await store.fences.revision();
    const shift = { x: 0.1, y: -0.05 };
    const confirm = (confirmedAt: number, versions: FenceVersion[] = []) =>
      store.fences.confirmView({ ...confirmation, cameraId: 'pole', confirmedAt, shift }, () => ({
        ok: true,
        versions,
      }));
    await confirm(1000);
    await confirm(2000, [aVersion(1, { fenceId: 'shifted' })]);
    expect(await store.fences.confirmedViews()).toContainEqual({
      cameraId: 'pole',
      confirmedAt: 2000,
    });
    expect(await store.fences.confirmationsOf('pole')).toEqual([
      { ...confirmation, cameraId: 'pole', confirmedAt: 2000, shift },
      { ...confirmation, cameraId: 'pole', confirmedAt: 1000, shift },
    ]);
    expect(await newestOf(store, 'shifted')).toMatchObject({ version: 1 });
    expect(await store.fences.revision()).toBeGreaterThan(before);
  },

  'remembers what the site file said last': async (store) => {
    const first = aFence({ id: 'file-a' });
    const second = aFence({ id: 'file-b' });
    const version = aVersion(1, { fenceId: 'file-a', fence: first });
    await store.fences.readSiteFile([first, second], ({ saidBefore, newest }) => {
      expect([...saidBefore]).toEqual([]);
      expect(newest.has('file-a')).toBe(false);
      return [version];
    });
    await store.fences.readSiteFile([second], ({ saidBefore, newest }) => {
      expect([...saidBefore.keys()].sort()).toEqual(['file-a', 'file-b']);
      expect(saidBefore.get('file-a')).toEqual(first);
      expect(newest.get('file-a')).toEqual(version);
      return [];
    });
    await store.fences.readSiteFile([], ({ saidBefore }) => {
      expect([...saidBefore.keys()]).toEqual(['file-b']);
      return [];
    });
  },
};
