// Decides which edge answers a clip request when edges share cameras. Pure.
import type { HeldLease } from '../../contracts/index.ts';

export interface VideoAsked {
  /** The lease of this edge; undefined when another edge has the camera. */
  lease: HeldLease | undefined;
  /** Whether this edge has video of the span. */
  hasVideo: boolean;
  /** The end of the span, epoch ms. */
  until: number;
  now: number;
}

/** The former holder may have the video, so the present one waits this long before it answers that there is none. */
const formerHolderMs = 60_000;

export function answersFor({ lease, hasVideo, until, now }: VideoAsked): boolean {
  if (hasVideo || lease === undefined) return hasVideo;
  return lease.since < until || now - until > formerHolderMs;
}
