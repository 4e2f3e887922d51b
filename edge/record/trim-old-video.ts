// Deletes old video of cameras that this worker no longer records, because another edge has them or they were removed. (A camera that
// records deletes its own.) Takes the folder of all cameras and their rings; opens rings that are on disk only.
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../../host/clock.ts';
import type { RingBuffer } from './ring-buffer.ts';

export interface OldVideoOptions {
  camerasDir: string;
  rings: {
    open(cameraId: string): Promise<Pick<RingBuffer, 'trim'> | null>;
    all(): readonly Pick<RingBuffer, 'trim' | 'dir'>[];
  };
  clock: Clock;
  log: Logger;
}

const checkEveryMs = 60_000;

/** Runs until `signal` aborts. */
export async function trimOldVideo(options: OldVideoOptions, signal: AbortSignal): Promise<void> {
  const { clock, log } = options;
  while (!signal.aborted) {
    await trimAll(options).catch((error: unknown) => {
      log.warn({ error }, 'old video could not be deleted');
    });
    await clock.wait(checkEveryMs, signal);
  }
}

async function trimAll({ camerasDir, rings, log }: OldVideoOptions): Promise<void> {
  for (const cameraId of await camerasOnDisk(camerasDir)) await rings.open(cameraId);
  for (const ring of rings.all()) {
    const dropped = await ring.trim();
    const cameraId = basename(dirname(ring.dir));
    if (dropped > 0) log.info({ cameraId, dropped }, 'old video of a camera was deleted');
  }
}

/** The cameras with a folder for video. Before the first recording, even the folder of cameras is missing. */
async function camerasOnDisk(camerasDir: string): Promise<string[]> {
  const names = await readdir(camerasDir).catch(() => []);
  const isThere = await Promise.all(
    names.map((name) =>
      stat(join(camerasDir, name, 'segments')).then(
        (found) => found.isDirectory(),
        () => false,
      ),
    ),
  );
  return names.filter((_, index) => isThere[index]);
}
