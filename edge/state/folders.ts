// Where the worker keeps what under its data folder.
import { join } from 'node:path';

export interface Folders {
  readonly alerts: string;
  readonly clips: string;
  readonly uploads: string;
  /** Pictures and clips that wait to be uploaded. */
  readonly uploadFiles: string;
  segments(cameraId: string): string;
  stateFile(cameraId: string): string;
}

export function foldersIn(dataDir: string): Folders {
  const outbox = join(dataDir, 'outbox');
  return {
    alerts: join(outbox, 'alerts'),
    clips: join(outbox, 'clips'),
    uploads: join(outbox, 'uploads'),
    uploadFiles: join(outbox, 'files'),
    segments: (cameraId) => join(dataDir, 'cameras', cameraId, 'segments'),
    stateFile: (cameraId) => join(dataDir, 'cameras', cameraId, 'state.json'),
  };
}
