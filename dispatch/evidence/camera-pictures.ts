// One picture of each camera, `<folder>/<camera>.jpg`, replaced by each new one: the last one for the wall, or the last
// before its view moved.
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../host/clock.ts';
import { mediaKinds } from './media.ts';
import { pathNameOf } from './path-name.ts';
import { receiveFile, type Received } from './receive-file.ts';

export interface CameraPictures {
  put(cameraId: string, source: AsyncIterable<Uint8Array>): Promise<Received>;
  remove(cameraId: string): Promise<void>;
  /** Arrival time of the last one, epoch ms; null when there is none. */
  takenAt(cameraId: string): number | null;
  /** Its path, for the file server. */
  fileOf(cameraId: string): { folder: string; file: string };
}

/** Finds the pictures that an earlier run left. */
export async function openCameraPictures(
  folder: string,
  cameraIds: readonly string[],
  clock: Clock,
): Promise<CameraPictures> {
  const fileOf = (cameraId: string) => ({ folder, file: `${pathNameOf(cameraId) ?? '_'}.jpg` });
  const times = new Map<string, number>();
  for (const cameraId of cameraIds) {
    const found = await stat(join(folder, fileOf(cameraId).file)).catch(() => null);
    if (found !== null) times.set(cameraId, Math.round(found.mtimeMs));
  }
  return {
    fileOf,
    remove: async (cameraId) => {
      times.delete(cameraId);
      await rm(join(folder, fileOf(cameraId).file), { force: true });
    },
    takenAt: (cameraId) => times.get(cameraId) ?? null,
    put: async (cameraId, source) => {
      const target = join(folder, fileOf(cameraId).file);
      const received = await receiveFile(source, target, mediaKinds.picture);
      if (received.ok) times.set(cameraId, clock.now());
      return received;
    },
  };
}
