// Stores and forwards the observations of one camera: the observation log, thumbnails of new objects, the latest observation for the
// live page, and the picture from before a move. It never blocks a frame or makes it fail.
import type { Logger } from 'pino';
import type { Box, Observation, WhyNot } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../../host/clock.ts';
import type { StatusReporter } from '../health/status-reporter.ts';
import { openObservationLog, type ObservationLog } from '../observations/observation-log.ts';
import type { Outboxes } from '../outboxes.ts';
import { openBeforePicture } from '../record/before-picture.ts';
import { createThumbnailWatch, encodeThumbnail } from '../record/thumbnail.ts';
import type { Folders } from '../state/folders.ts';

export interface CameraHistory {
  /**
   * @param watched the areas that the detector was given
   * @param why why fences have not alerted, for dispatch; not logged, because it can be computed from the log
   */
  analysed(
    frame: Frame,
    observation: Observation,
    watched: readonly Box[],
    why?: WhyNot,
  ): Promise<void>;
  close(): Promise<void>;
}

export interface CameraHistoryOptions {
  cameraId: string;
  folders: Folders;
  /** Null without dispatch: then the log stays local. */
  reporter: Pick<StatusReporter, 'observation' | 'before'> | null;
  outboxes: Pick<Outboxes, 'putThumbnail' | 'putObservations'>;
  keep: { ms: number; bytes: number };
  clock: Clock;
  log: Logger;
}

/** Shorter blocks with dispatch, so that people can back-test a fence on the last minutes. */
const blockMsWithDispatch = 2 * 60_000;

export async function openCameraHistory(options: CameraHistoryOptions): Promise<CameraHistory> {
  const { cameraId, log, reporter } = options;
  const observations = await openLog(options);
  const tell = reporter && (await openTelling({ ...options, reporter }));
  return {
    analysed: async (frame, observation, watched, why) => {
      observations?.add(observation, watched);
      await tell?.(frame, observation, why).catch((error: unknown) => {
        log.warn({ cameraId, error }, 'a picture for dispatch could not be saved');
      });
    },
    close: async () => observations?.close(),
  };
}

/** A camera without a log is better than no camera. */
async function openLog(options: CameraHistoryOptions): Promise<ObservationLog | null> {
  const { cameraId, folders, reporter, outboxes, keep, clock, log } = options;
  try {
    return await openObservationLog({
      dir: folders.observations,
      cameraId,
      clock,
      log,
      keepMs: keep.ms,
      maxBytes: keep.bytes,
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
}: CameraHistoryOptions & { reporter: Pick<StatusReporter, 'observation' | 'before'> }) {
  const thumbnails = createThumbnailWatch();
  const before = await openBeforePicture(folders.beforePicture(cameraId), log);
  return async (frame: Frame, observation: Observation, why?: WhyNot): Promise<void> => {
    reporter.observation(why ? { ...observation, why } : observation);
    const picture = await before.after(observation.view.state, frame);
    if (picture) reporter.before(picture);
    if (thumbnails.isDue(observation))
      await outboxes.putThumbnail(cameraId, frame.capturedAt, await encodeThumbnail(frame));
  };
}
