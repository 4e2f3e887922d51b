// Which observation belongs to a picture of a clip, and where the object of the alert is in it. Times are epoch ms of capture. Pure.
import type { Box, Observation } from '../../../../contracts/index.ts';

/** An older observation is not drawn on a picture: the camera was not analysed in between. */
const mostAgeMs = 10_000;
/** The player's time of a picture is rounded, so that it may lie a little before its observation. */
const roundingMs = 20;
/** The minimum overlap (intersection over union) with the alert's box for an object to count as the same. */
const leastOverlap = 0.3;

/**
 * The last observation at or before a picture.
 * @param observations in order of time
 * @returns null when there is none, or only an old one
 */
export function observationAt(
  observations: readonly Observation[],
  at: number,
): Observation | null {
  const found = observations.findLast(({ capturedAt }) => capturedAt <= at + roundingMs) ?? null;
  return found && at - found.capturedAt <= mostAgeMs ? found : null;
}

/** The box of the alert's object at that time; null while it was not there. */
export function objectIn({ tracks, regions }: Observation, alert: Box): Box | null {
  let best: Box | null = null;
  for (const { box } of [...regions, ...tracks])
    if (overlapOf(box, alert) >= Math.max(leastOverlap, best ? overlapOf(best, alert) : 0))
      best = box;
  return best;
}

/** Intersection over union. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}
