// Lets go old video also of cameras that nothing is recorded of: another edge has them, or they were removed. Each recording camera
// does that itself. Takes the folder of all cameras and their rings; a ring that is on disk and was never opened is opened for it.
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

const lookEveryMs = 60_000;

/** Looks again and again until `signal` aborts. */
export async function trimOldVideo(options: OldVideoOptions, signal: AbortSignal): Promise<void> {
  const { clock, log } = options;
  while (!signal.aborted) {
    await trimAll(options).catch((error: unknown) => {
      log.warn({ error }, 'old video could not be deleted');
    });
    await clock.wait(lookEveryMs, signal);
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

/** Those with a folder for video; none before the first camera was recorded. */
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
