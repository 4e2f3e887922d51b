// Keeps and forwards what one camera sees, apart from its alerts: the observation log, thumbnails of new objects, the latest
// observation for the live view, and the picture from before a move. Nothing here may block or fail a frame.
import type { Logger } from 'pino';
import type { Box, Observation } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../clock.ts';
import type { StatusReporter } from '../health/status-reporter.ts';
import { openObservationLog, type ObservationLog } from '../observations/observation-log.ts';
import type { Outboxes } from '../outboxes.ts';
import { openBeforePicture } from '../record/before-picture.ts';
import { createGlimpseWatch, encodeGlimpse } from '../record/glimpse.ts';
import type { Folders } from '../state/folders.ts';

export interface CameraPast {
  /** @param watched the areas that the detector was given */
  analysed(frame: Frame, observation: Observation, watched: readonly Box[]): Promise<void>;
  close(): Promise<void>;
}

export interface CameraPastOptions {
  cameraId: string;
  folders: Folders;
  /** Null without dispatch: then the log stays local. */
  reporter: Pick<StatusReporter, 'observation' | 'before'> | null;
  outboxes: Pick<Outboxes, 'putGlimpse' | 'putObservations'>;
  keep: { ms: number; bytes: number };
  clock: Clock;
  log: Logger;
}

/** With dispatch, people also back-test a fence on the last minutes. */
const blockMsWithDispatch = 2 * 60_000;

export async function openCameraPast(options: CameraPastOptions): Promise<CameraPast> {
  const { cameraId, log, reporter } = options;
  const observations = await openLog(options);
  const tell = reporter && (await openTelling({ ...options, reporter }));
  return {
    analysed: async (frame, observation, watched) => {
      observations?.add(observation, watched);
      await tell?.(frame, observation).catch((error: unknown) => {
        log.warn({ cameraId, error }, 'a picture for dispatch could not be kept');
      });
    },
    close: async () => observations?.close(),
  };
}

/** A camera without a log is better than no camera. */
async function openLog(options: CameraPastOptions): Promise<ObservationLog | null> {
  const { cameraId, folders, reporter, outboxes, keep, clock, log } = options;
  try {
    return await openObservationLog({
      ...{ dir: folders.observations, cameraId, clock, log },
      ...{ keepMs: keep.ms, maxBytes: keep.bytes },
      ...(reporter && {
        blockMs: blockMsWithDispatch,
        onBlock: (block) => outboxes.putObservations(cameraId, block),
      }),
    });
  } catch (error) {
    log.error({ cameraId, error }, 'the observation log cannot be opened');
    return null;
  }
}

async function openTelling({
  cameraId,
  folders,
  reporter,
  outboxes,
  log,
}: CameraPastOptions & { reporter: Pick<StatusReporter, 'observation' | 'before'> }) {
  const glimpses = createGlimpseWatch();
  const before = await openBeforePicture(folders.beforePicture(cameraId), log);
  return async (frame: Frame, observation: Observation): Promise<void> => {
    reporter.observation(observation);
    const picture = await before.after(observation.view.state, frame);
    if (picture) reporter.before(picture);
    if (glimpses.isDue(observation))
      await outboxes.putGlimpse(cameraId, frame.capturedAt, await encodeGlimpse(frame));
  };
}
