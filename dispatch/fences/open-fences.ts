// Opens the fences of a dispatch: the cache of what is armed and the service that changes it. The site file is merged before any
// request.
import type { Site } from '../../contracts/index.ts';
import type { FenceVersionStore } from './fence-version-store.ts';
import { openFenceRegistry, type FenceRegistry } from './fence-registry.ts';
import {
  createFenceService,
  type FenceService,
  type FenceServiceOptions,
} from './fence-service.ts';

export interface Fences {
  registry: FenceRegistry;
  service: FenceService;
}

export interface OpenFences extends Pick<FenceServiceOptions, 'hub' | 'clock' | 'log'> {
  site: Pick<Site, 'writtenFences' | 'writtenKinds'>;
  /** The cameras that fences may be on; they can change. */
  book: { has(cameraId: string): boolean };
  store: FenceVersionStore;
}

export async function openFences({ site, book, ...rest }: OpenFences): Promise<Fences> {
  const registry = await openFenceRegistry(rest.store);
  const surroundings = { cameraIds: book, kinds: site.writtenKinds };
  const service = createFenceService({ ...rest, registry, surroundings });
  await service.readSiteFile(site.writtenFences);
  return { registry, service };
}
