// Opens the history of cameras, for back-tests.
import { openThumbnailStore, type ThumbnailStore } from './thumbnail-store.ts';
import { openObservationStore, type ObservationStore } from './observation-store.ts';

export interface Past {
  observations: ObservationStore;
  thumbnails: ThumbnailStore;
}

export function openHistory(dataDir: string): Past {
  return { observations: openObservationStore(dataDir), thumbnails: openThumbnailStore(dataDir) };
}
