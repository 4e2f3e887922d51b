// Thumbnails: small pictures from times when a new object had come to rest. They illustrate would-be alerts and are no evidence.
import { join } from 'node:path';
import type { MediaKind } from '../evidence/media.ts';
import { mediaKinds } from '../evidence/media.ts';
import { receiveFile, type Received } from '../evidence/receive-file.ts';
import { openTimedFiles, sizeOf } from './timed-files.ts';

export interface ThumbnailStore {
  /** @param at when the picture was taken, epoch ms */
  put(cameraId: string, at: number, source: AsyncIterable<Uint8Array>): Promise<Received>;
  /** Times of the pictures from `from` (inclusive) to `to` (exclusive), oldest first. */
  within(cameraId: string, from: number, to: number): Promise<number[]>;
  /** Null when there is none of exactly this time. */
  find(cameraId: string, at: number): Promise<{ folder: string; file: string } | null>;
  removeBefore(at: number): Promise<number>;
}

export const thumbnailKind: MediaKind = { ...mediaKinds.picture, maxBytes: 128 * 1024 };

export function openThumbnailStore(dataDir: string): ThumbnailStore {
  const files = openTimedFiles(join(dataDir, 'thumbnails'), '.jpg');
  return {
    put: (cameraId, at, source) => {
      const { folder, file } = files.placeOf(cameraId, at, at);
      return receiveFile(source, join(folder, file), thumbnailKind);
    },
    within: async (cameraId, from, to) =>
      (await files.within(cameraId, from, to)).map((file) => file.from),
    find: async (cameraId, at) => {
      const place = files.placeOf(cameraId, at, at);
      return (await sizeOf(place)) > 0 ? place : null;
    },
    removeBefore: (at) => files.removeBefore(at),
  };
}
