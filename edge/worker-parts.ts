// Creates the parts of an edge worker from its options: key, connection to dispatch, cameras, ring buffers, detectors.
import type { Camera } from '../contracts/index.ts';
import type { Detector } from '../detectors/detector.ts';
import type { Clock } from '../host/clock.ts';
import { openAddedCameras, type AddedCameras } from './added/added-cameras.ts';
import { openKeyOrNone } from './alerts/ask-enrolment.ts';
import type { EdgeKey } from './alerts/edge-key.ts';
import type { EdgeOptions } from './edge-options.ts';
import { openDispatch } from './outbox/upload.ts';
import type { Outboxes } from './outboxes.ts';
import { openRingBuffer } from './record/ring-buffer.ts';
import { createRings, type Rings } from './rings.ts';
import { foldersIn } from './state/folders.ts';

/** The longest delay between a picture and its alert on a busy machine. */
const latestAlertMs = 60_000;
const defaultKeepVideo = { ms: 10 * 60_000, bytes: 1 << 30 };

export function keyOf(
  { edgeId, invitation, log }: EdgeOptions,
  { folder, clock }: { folder: string; clock: Clock },
): Promise<EdgeKey> {
  return openKeyOrNone({ folder, edgeId, invitation: invitation ?? null, clock, log });
}

export function dispatchOf({ dispatchUrl: url, edgeToken, uploadLimit, clock }: EdgeOptions) {
  if (url === undefined) return null;
  return openDispatch({
    url,
    token: edgeToken ?? null,
    uploadLimit: uploadLimit ?? null,
    ...(clock && { clock }),
  });
}

export function ringsOf(
  options: EdgeOptions,
  {
    clock,
    clips,
    knows,
  }: { clock: Clock; clips: Pick<Outboxes, 'clipsToCut'>; knows: Rings['knows'] },
): Rings {
  const { site, dataDir, log, keepVideo = defaultKeepVideo } = options;
  const openOne = (cameraId: string) =>
    openRingBuffer({
      dir: foldersIn(dataDir).segments(cameraId),
      // The pre-roll must still exist when the alert is raised.
      keepMs: Math.max(keepVideo.ms, site.clipRolls.beforeMs + latestAlertMs),
      maxBytes: keepVideo.bytes,
      clock,
      log,
      needed: () => clips.clipsToCut(cameraId),
    });
  return createRings({ knows, openOne, clock, log });
}

export function detectorFor({ detector }: EdgeOptions, camera: Camera): Detector {
  return typeof detector === 'function' ? detector(camera) : detector;
}

/** The cameras of the site file, and those from dispatch. */
export function addedOf(
  { site, dataDir, dispatchUrl, log }: EdgeOptions,
  clock: Clock,
): Promise<AddedCameras> {
  const { addedCameras: cameras, cameraKey: key } = foldersIn(dataDir);
  const files = dispatchUrl === undefined ? null : { cameras, key };
  return openAddedCameras({ site, files, clock, log });
}
