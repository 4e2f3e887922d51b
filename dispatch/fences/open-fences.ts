// Opens the fences of a dispatch: the cache of what is armed and the service that changes it. The site file is merged before any
// request.
import type { Site } from '../../contracts/index.ts';
import type { FenceVersionStore } from './fence-version-store.ts';
import { openFenceBook, type FenceBook } from './fence-book.ts';
import { createFenceDesk, type FenceDesk, type FenceDeskOptions } from './fence-desk.ts';

export interface Fences {
  book: FenceBook;
  desk: FenceDesk;
}

export interface OpenFences extends Pick<FenceDeskOptions, 'hub' | 'clock' | 'log'> {
  site: Pick<Site, 'cameras' | 'writtenFences' | 'writtenKinds'>;
  store: FenceVersionStore;
}

export async function openFences({ site, ...rest }: OpenFences): Promise<Fences> {
  const book = await openFenceBook(rest.store);
  const cameraIds = new Set(site.cameras.map(({ id }) => id));
  const surroundings = { cameraIds, kinds: site.writtenKinds };
  const desk = createFenceDesk({ ...rest, book, surroundings });
  await desk.readSiteFile(site.writtenFences);
  return { book, desk };
}
