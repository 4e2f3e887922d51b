// What dispatch keeps of the past of cameras, for back-tests.
import { openGlimpseStore, type GlimpseStore } from './glimpse-store.ts';
import { openObservationStore, type ObservationStore } from './observation-store.ts';

export interface Past {
  observations: ObservationStore;
  glimpses: GlimpseStore;
}

export function openPast(dataDir: string): Past {
  return { observations: openObservationStore(dataDir), glimpses: openGlimpseStore(dataDir) };
}
