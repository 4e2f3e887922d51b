// The last picture of a camera from before its view moved. While the view is ok, a picture is stored every minute. After a move the
// second-last one is returned, because the move may have begun before it was noticed. Stored on disk for a restart.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import type { ViewHealth } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import { writeWholeFile } from '../../host/whole-file.ts';
import { encodePicture } from './encode-picture.ts';

export interface BeforePicture {
  /** Call for each analysed frame; returns the picture from before when the view has just moved, else null. */
  after(view: ViewHealth['state'], frame: Frame): Promise<Uint8Array | null>;
}

const everyMs = 60_000;

export async function openBeforePicture(path: string, log: Logger): Promise<BeforePicture> {
  let good: Buffer | null = await readFile(path).catch(() => null);
  let fresh: { picture: Buffer; at: number } | null = null;
  /** Whether the picture was returned and the view has not been ok since. */
  let isMoved = false;
  const putBy = async (frame: Frame) => {
    if (fresh && Math.abs(frame.capturedAt - fresh.at) < everyMs) return;
    if (fresh) {
      good = fresh.picture;
      await save(path, good, log);
    }
    fresh = { picture: await encodePicture(frame), at: frame.capturedAt };
  };
  /** Drops the stored pictures, which show a former view. */
  const forget = async () => {
    good = null;
    fresh = null;
    isMoved = false;
    await rm(path, { force: true });
  };
  return {
    after: async (view, frame) => {
      if (view === 'ok') {
        if (isMoved) await forget();
        await putBy(frame);
      }
      if (view !== 'moved' || isMoved) return null;
      isMoved = true;
      return good ?? fresh?.picture ?? null;
    },
  };
}

async function save(path: string, picture: Uint8Array, log: Logger): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWholeFile(path, picture);
  } catch (error) {
    log.warn({ path, error }, 'the picture from before a move cannot be saved');
  }
}
