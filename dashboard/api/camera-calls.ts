// The calls about one camera's history and present: its observation log, its thumbnails, its current observation, and an
// operator's confirmation of its view.
import { z } from 'zod';
import {
  cameraNowSchema,
  type confirmViewSchema,
  thumbnailListSchema,
  observationStretchesSchema,
  type CameraNow,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { queryText, type Call, type CallForBytes } from './send.ts';

/** A time span, epoch ms: `from` inclusive, `to` exclusive. */
export interface TimeSpan {
  from: number;
  to: number;
}
export type Stretch = z.infer<typeof observationStretchesSchema>['stretches'][number];
export type ConfirmView = z.infer<typeof confirmViewSchema>;

export interface CameraCalls {
  /** The available spans of the observation log, oldest first. */
  listStretches(cameraId: string, signal?: AbortSignal): Promise<Answer<{ stretches: Stretch[] }>>;
  /** Concatenated blocks of the observation log, oldest first (see observation-log/). */
  getObservations(
    cameraId: string,
    span: TimeSpan,
    signal?: AbortSignal,
  ): Promise<Answer<Uint8Array>>;
  /** When the thumbnails were taken, epoch ms. */
  listThumbnails(
    cameraId: string,
    span: TimeSpan,
    signal?: AbortSignal,
  ): Promise<Answer<{ thumbnails: number[] }>>;
  /** They are on the screen. */
  watchCameras(cameras: string[]): Promise<Answer<null>>;
  getNow(cameraId: string, signal?: AbortSignal): Promise<Answer<CameraNow>>;
  confirmView(cameraId: string, body: ConfirmView): Promise<Answer<null>>;
}

export function createCameraCalls(call: Call, callForBytes: CallForBytes): CameraCalls {
  const pathOf = (cameraId: string, rest: string) =>
    `/api/cameras/${encodeURIComponent(cameraId)}/${rest}`;
  return {
    listStretches: (cameraId, signal) =>
      call({
        method: 'GET',
        path: pathOf(cameraId, 'observations/stretches'),
        schema: observationStretchesSchema,
        signal,
      }),
    getObservations: (cameraId, { from, to }, signal) =>
      callForBytes(pathOf(cameraId, `observations${queryText({ from, to })}`), signal),
    listThumbnails: (cameraId, { from, to }, signal) =>
      call({
        method: 'GET',
        path: pathOf(cameraId, `thumbnails${queryText({ from, to })}`),
        schema: thumbnailListSchema,
        signal,
      }),
    watchCameras: (cameras) =>
      call({ method: 'POST', path: '/api/cameras/watched', schema: z.null(), body: { cameras } }),
    getNow: (cameraId, signal) =>
      call({ method: 'GET', path: pathOf(cameraId, 'now'), schema: cameraNowSchema, signal }),
    confirmView: (cameraId, body) =>
      call({ method: 'POST', path: pathOf(cameraId, 'confirm-view'), schema: z.null(), body }),
  };
}
