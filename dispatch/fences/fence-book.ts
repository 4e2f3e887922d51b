// What is armed at this moment, in memory: read from the store at the start and after every change. Edges wait here for
// something newer; the camera wall takes its fences from here.
import {
  completeFence,
  fenceFileSchema,
  type ArmedFences,
  type Fence,
  type FenceVersion,
} from '../../contracts/index.ts';
import type { FenceVersionStore } from './fence-version-store.ts';

export interface FenceBook {
  armed(): ArmedFences;
  /** The newest versions, without removed fences. */
  versions(): readonly FenceVersion[];
  /** The armed fences of all cameras with their settings filled in. */
  fences(): readonly Fence[];
  /** Reads the store again; whoever waits for news is told when there are any. */
  refresh(): Promise<void>;
  /**
   * Gives what is armed as soon as its revision is not `revision`, or when the signal aborts, whatever it is then.
   */
  otherThan(revision: number, signal: AbortSignal): Promise<ArmedFences>;
}

interface Page {
  armed: ArmedFences;
  versions: readonly FenceVersion[];
  fences: readonly Fence[];
}

export async function openFenceBook(store: FenceVersionStore): Promise<FenceBook> {
  let page = await readPage(store);
  const waiting = new Set<() => void>();
  return {
    armed: () => page.armed,
    versions: () => page.versions,
    fences: () => page.fences,
    refresh: async () => {
      const next = await readPage(store);
      // Of two readings at once the older must not win.
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

/** The revision is read first: what is read after it may be newer, and is then told once more, never missed. */
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

/** Nothing that is no fence comes into the store; what an earlier release has let in is not shown. */
function complete({ version, fence }: FenceVersion): Fence[] {
  const parsed = fenceFileSchema.safeParse(fence);
  return parsed.success ? [completeFence(parsed.data, version)] : [];
}
