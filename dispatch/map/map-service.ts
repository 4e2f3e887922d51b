// The map of the district in memory, and every way to change it. Each change is a version with author, time and reason, and is
// stored before it is shown. Takes the store's part and the map of the site file; picks up changes of other dispatches on request.
import type { MapKind, MapVersion, NamedContent, Site } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import {
  decideEdit,
  decideImport,
  decideSiteFileMap,
  keyOf,
  type Decided,
  type ImportPlan,
  type MapWish,
} from './decide-map.ts';
import type { MapStore } from './map-store.ts';

export interface MapService {
  /** All current items, with the changes of all dispatches. */
  current(): Promise<MapVersion[]>;
  find(kind: MapKind, id: string): Promise<MapVersion | null>;
  history(kind: MapKind, id: string): Promise<MapVersion[]>;
  change(wish: MapWish): Promise<Decided>;
  /** Counts what an import would change; stores it unless it is a dry run. Null when somebody else changed the map first. */
  take(items: readonly NamedContent[], by: ImportBy): Promise<ImportPlan | null>;
}
export interface ImportBy {
  author: string;
  reason: string;
  dryRun: boolean;
}

export interface MapServiceParts {
  store: MapStore;
  site: Pick<Site, 'map'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

export async function openMapService(parts: MapServiceParts): Promise<MapService> {
  const { store, clock } = parts;
  const newest = createNewest(store);
  await readSiteFile(parts, await newest());
  return {
    current: async () => [...(await newest()).values()].filter(({ content }) => content !== null),
    find: async (kind, id) => {
      const found = (await newest()).get(keyOf({ kind, id }));
      return found?.content ? found : null;
    },
    history: (kind, id) => store.history(kind, id),
    change: async (wish) => {
      const decided = decideEdit(wish, await newest(), clock.now());
      if (!decided.ok) return decided;
      const { version } = decided;
      if (await store.add([version])) return decided;
      return { ok: false, reason: 'stale', newest: version.version };
    },
    take: async (items, { dryRun, ...by }) => {
      const plan = decideImport(items, await newest(), { ...by, at: clock.now() });
      if (dryRun || plan.versions.length === 0) return plan;
      return (await store.add(plan.versions)) ? plan : null;
    },
  };
}

/** Reads only what is new since the last call. */
function createNewest(store: MapStore): () => Promise<ReadonlyMap<string, MapVersion>> {
  const items = new Map<string, MapVersion>();
  let last = 0;
  return async () => {
    for (const { number, ...version } of await store.newestAfter(last)) {
      const key = keyOf(version);
      if ((items.get(key)?.version ?? 0) < version.version) items.set(key, version);
      last = Math.max(last, number);
    }
    return items;
  };
}

async function readSiteFile(
  { store, site, clock, log }: MapServiceParts,
  newest: ReadonlyMap<string, MapVersion>,
): Promise<void> {
  const said = await store.saidBySiteFile();
  const versions = decideSiteFileMap({ file: site.map, said, newest, at: clock.now() });
  if (versions.length === 0) return;
  const isAdded = await store.add(versions);
  // If not, another dispatch is starting at the same time with the same file.
  if (isAdded) log.info({ items: versions.length }, 'the site file changed the map');
}
