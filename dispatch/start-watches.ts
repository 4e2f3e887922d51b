// Starts periodic tasks: silent cameras, problems, expired files, and fences armed by another dispatch. Takes the parts; each
// task ends with the signal.
import { watchCameras } from './cameras/watch-cameras.ts';
import { watchSilence } from './cameras/watch-silence.ts';
import type { Parts } from './parts.ts';
import { createPhotoService } from './evidence/photo-service.ts';
import { incomingFiles } from './evidence/partial-files.ts';
import { watchReviewGates } from './engine/review-gates.ts';
import { watchHandOvers } from './engine/watch-hand-overs.ts';
import { watchDuty } from './engine/watch-duty.ts';
import { watchFences } from './fences/watch-fences.ts';
import { defaultKeepPastMs, keepPast } from './history/keep-history.ts';

export function startWatches(parts: Parts, signal: AbortSignal): Promise<void>[] {
  const { store, wall, hub, fences, duty, problems, databaseUrl, clock, log } = parts;
  const { keepPastMs: keepMs = defaultKeepPastMs } = parts;
  const watch = { hub, clock, log, signal };
  const watches = [
    watchSilence({ wall, ...watch }),
    problems.service.run(signal),
    watchHandOvers(parts, signal),
    parts.retention.run(signal),
    keepPast({ stores: keptStores(parts), keepMs, clock, log, signal }),
  ];
  // The embedded database has one user.
  if (databaseUrl !== undefined)
    watches.push(
      watchFences({ store: store.fences, registry: fences.registry, ...watch }),
      watchCameras({ book: parts.cameras.book, ...watch }),
      watchDuty({ duty, ...watch }),
      watchReviewGates(parts.reviewGates, watch),
    );
  return watches;
}

/** Expiry of dispatch's own files. */
function keptStores({ past, store, clock, dataDir }: Parts) {
  const photos = createPhotoService({ dataDir, index: store.photos, clock });
  return {
    ...past,
    incoming: incomingFiles(dataDir),
    photos: { removeBefore: () => photos.removeLoose() },
  };
}
