// The layout of the worker's data folder.
import { join } from 'node:path';

export interface Folders {
  readonly alerts: string;
  readonly clips: string;
  readonly uploads: string;
  /** Waiting history (thumbnails and log blocks), separate so that it does not delay the files of incidents. */
  readonly past: string;
  /** One observation log per camera. */
  readonly observations: string;
  /** The fences in force. */
  readonly fencesFile: string;
  /** The cameras that were added in the dashboard, encrypted. */
  readonly addedCameras: string;
  readonly cameraKey: string;
  /** Pictures and clips that wait for their upload. */
  readonly uploadFiles: string;
  /** Files that dispatch refused for good, with a note each: a person decides. */
  readonly refused: string;
  /** The leases that this edge held, when it shares cameras. */
  readonly leaseNote: string;
  /** The key that alerts are signed with. */
  readonly seal: string;
  /** One folder a camera, also of cameras that this edge had. */
  readonly cameras: string;
  segments(cameraId: string): string;
  stateFile(cameraId: string): string;
  /** The last picture before the view moved. */
  beforePicture(cameraId: string): string;
}

export function foldersIn(dataDir: string): Folders {
  const outbox = join(dataDir, 'outbox');
  return {
    alerts: join(outbox, 'alerts'),
    clips: join(outbox, 'clips'),
    uploads: join(outbox, 'uploads'),
    past: join(outbox, 'past'),
    observations: join(dataDir, 'observations'),
    fencesFile: join(dataDir, 'fences.json'),
    addedCameras: join(dataDir, 'added-cameras.json'),
    cameraKey: join(dataDir, 'seal', 'camera-key'),
    uploadFiles: join(outbox, 'files'),
    refused: join(outbox, 'refused'),
    leaseNote: join(dataDir, 'leases.json'),
    seal: join(dataDir, 'seal'),
    cameras: join(dataDir, 'cameras'),
    segments: (cameraId) => join(dataDir, 'cameras', cameraId, 'segments'),
    beforePicture: (cameraId) => join(dataDir, 'cameras', cameraId, 'before.jpg'),
    stateFile: (cameraId) => join(dataDir, 'cameras', cameraId, 'state.json'),
  };
}
