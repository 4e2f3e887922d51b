// Two dispatches on one store: fences that one arms reach the waiters at the other.
import { describe, expect, it } from 'vitest';
import type { FenceVersion, LiveEvent } from '../../contracts/index.ts';
import { createLiveHub } from '../live/live-hub.ts';
import type { FenceVersionStore } from './fence-version-store.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { aFence, aVersion } from '../testing/fences.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { openFenceRegistry } from './fence-registry.ts';
import { changedCameras, watchFences, type FencePage } from './watch-fences.ts';

/** A cache and its watch over a store that something else changes. */
async function watched() {
  const kept = { revision: 1, versions: [aVersion(1)], isDown: false };
  const store = {
    revision: () =>
      kept.isDown ? Promise.reject(new Error('down')) : Promise.resolve(kept.revision),
    newest: () => Promise.resolve(kept.versions),
    confirmedViews: () => Promise.resolve([]),
  } as unknown as FenceVersionStore;
  const registry = await openFenceRegistry(store);
  const hub = createLiveHub();
  const log = quietLog();
  const clock = fakeClock();
  const heard: LiveEvent[] = [];
  hub.subscribe((event) => heard.push(event));
  const stopping = new AbortController();
  const running = watchFences({ store, registry, hub, log, clock, signal: stopping.signal });
  const stop = async () => {
    stopping.abort();
    await running;
  };
  return { kept, registry, heard, log, clock, stop };
}
const never = new AbortController().signal;

describe('watchFences', () => {
  it('wakes local waiters with changes from elsewhere, within two seconds', async () => {
    const { kept, registry, heard, clock, stop } = await watched();
    const waiting = registry.otherThan(1, never);
    const changedAt = clock.now();
    Object.assign(kept, { revision: 2, versions: [aVersion(2)] });
    expect((await waiting).fences).toMatchObject([{ version: 2 }]);
    expect(clock.now() - changedAt).toBeLessThanOrEqual(2000);
    await stop();
    expect(heard).toEqual([{ type: 'fences', cameraId: 'corner' }]);
  });

  it('says nothing while nothing changes', async () => {
    const { heard, log, clock, stop } = await watched();
    while (clock.slept.length < 5) await clock.wait(0);
    await stop();
    expect([heard, log.lines]).toEqual([[], []]);
  });

  it('goes on when the database was away', async () => {
    const { kept, registry, log, clock, stop } = await watched();
    const waiting = registry.otherThan(1, never);
    kept.isDown = true;
    while (log.lines.length === 0) await clock.wait(0);
    Object.assign(kept, { revision: 2, isDown: false });
    expect((await waiting).revision).toBe(2);
    await stop();
    expect(log.lines[0]).toMatchObject({ level: 'warn', fields: { error: { message: 'down' } } });
  });
});

describe('changedCameras', () => {
  const page = (versions: FenceVersion[], confirmedAt?: number): FencePage => ({
    versions,
    views: confirmedAt === undefined ? [] : [{ cameraId: 'pole', confirmedAt }],
  });
  const gate = aVersion(1, { fenceId: 'gate', fence: aFence({ id: 'gate', camera: 'gate' }) });

  it.each<[string, FencePage, FencePage, string[]]>([
    ['nothing at all', page([]), page([]), []],
    ['nothing changed', page([gate], 5), page([gate], 5), []],
    ['a new fence', page([]), page([gate]), ['gate']],
    ['a removed fence', page([gate, aVersion(1)]), page([aVersion(1)]), ['gate']],
    ['another version', page([gate, aVersion(1)]), page([gate, aVersion(2)]), ['corner']],
    ['a view that was confirmed', page([gate]), page([gate], 5), ['pole']],
    ['a view that was confirmed again', page([gate], 5), page([gate], 6), ['pole']],
    ['two cameras, once each', page([gate, aVersion(1)]), page([aVersion(2)]), ['corner', 'gate']],
  ])('%s', (_, before, after, expected) => {
    expect(changedCameras(before, after)).toEqual(expected);
  });
});
