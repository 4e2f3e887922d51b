// Which observation belongs to a picture of a clip, and where the object of the alert is in it. Times are epoch ms of capture. Pure.
import type { Box, Observation } from '../../../../contracts/index.ts';

/** A picture is not drawn on with what was seen so long before it: the camera was not looked at. */
const mostAgeMs = 10_000;
/** The player's time of a picture is rounded, so that it may lie a little before its observation. */
const roundingMs = 20;
/** An object is the one of the alert when its box overlaps that one by so much (intersection over union). */
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

/** The box of the alert's object as it was seen then; null while it was not there. */
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
