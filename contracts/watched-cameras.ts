// Which cameras somebody looks at just now. Dashboards tell dispatch, dispatch notes it in Redis for a while, and edges send pictures
// and observations of these often, of all others seldom.
import { z } from 'zod';
import { idSchema } from './fence-parts.ts';

/** More tiles than fit on the largest screen. */
export const mostWatched = 500;

/** POST /api/cameras/watched → 204 : these cameras are on the screen. Said again while they are. */
export const watchedCamerasSchema = z.strictObject({
  cameras: z.array(idSchema).max(mostWatched),
});
export type WatchedCameras = z.infer<typeof watchedCamerasSchema>;

/** How often a dashboard says it again. */
export const watchAgainMs = 10_000;
/** How long a camera counts as watched after that: two tellings may be lost. */
export const watchedForMs = 25_000;

/** @param prefix of all keys in this Redis */
export function watchedKeyOf(prefix: string, cameraId: string): string {
  return `${prefix}:watched:${cameraId}`;
}

/** While this key exists, some dispatch notes which cameras are watched; else nobody knows. */
export function watchKeeperKeyOf(prefix: string): string {
  return `${prefix}:watched-is-noted`;
}
