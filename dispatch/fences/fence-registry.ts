// A cache of the currently armed fences: read from the store at the start and after every change. Edges wait here for a newer
// revision; the camera wall reads its fences here.
import {
  completeFence,
  fenceFileSchema,
  type ArmedFences,
  type Fence,
  type FenceVersion,
} from '../../contracts/index.ts';
import type { FenceVersionStore } from './fence-version-store.ts';

export interface FenceRegistry {
  armed(): ArmedFences;
  /** The newest versions, without removed fences. */
  versions(): readonly FenceVersion[];
  /** The armed fences of all cameras with defaults filled in. */
  fences(): readonly Fence[];
  /** Reads the store again, and wakes the waiters when there is news. */
  refresh(): Promise<void>;
  /** Resolves with what is armed as soon as its revision differs from `revision`, or when the signal aborts. */
  otherThan(revision: number, signal: AbortSignal): Promise<ArmedFences>;
}

interface Page {
  armed: ArmedFences;
  versions: readonly FenceVersion[];
  fences: readonly Fence[];
}

export async function openFenceRegistry(store: FenceVersionStore): Promise<FenceRegistry> {
  let page = await readPage(store);
  const waiting = new Set<() => void>();
  return {
    armed: () => page.armed,
    versions: () => page.versions,
    fences: () => page.fences,
    refresh: async () => {
      const next = await readPage(store);
      // Of two concurrent reads the older must not win.
      if (next.armed.revision <= page.armed.revision) return;
      page = next;
      for (const wake of [...waiting]) wake();
    },
    otherThan: async (revision, signal) => {
      if (page.armed.revision === revision && !signal.aborted) await news(waiting, signal);
      return page.armed;
    },
  };
}

function news(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      waiting.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    waiting.add(wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}

/** Read the revision first: what is read afterwards may be newer, and is then sent once more, never missed. */
async function readPage(store: FenceVersionStore): Promise<Page> {
  const revision = await store.revision();
  const versions = (await store.newest()).filter(({ fence }) => fence !== null);
  const armed: ArmedFences = {
    version: 1,
    revision,
    fences: versions.flatMap(({ version, fence }) => (fence === null ? [] : [{ version, fence }])),
    views: await store.confirmedViews(),
  };
  return { armed, versions, fences: versions.flatMap(complete) };
}

/** Only valid fences enter the store; invalid ones from an earlier release are not shown. */
function complete({ version, fence }: FenceVersion): Fence[] {
  const parsed = fenceFileSchema.safeParse(fence);
  return parsed.success ? [completeFence(parsed.data, version)] : [];
}
