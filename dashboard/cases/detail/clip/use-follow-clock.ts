// Keeps a video element on the shared clock, in every frame of the screen.
import { useEffect, type RefObject } from 'react';
import type { ClipCoverage } from '../../../../contracts/index.ts';
import { followStep } from './common-clock.ts';
import { heldAt } from './seen-together.ts';
import type { CommonClock } from './use-common-clock.ts';

export interface Follower {
  /** Its name for the clock. */
  name: string;
  coverage: ClipCoverage;
  clock: Pick<CommonClock, 'read' | 'note'>;
}

/** Seek a little later than requested: just before a picture, browsers show the previous one. */
const laterMs = 2;
const playable = 3;

export function useFollowClock(
  video: RefObject<HTMLVideoElement | null>,
  { name, coverage, clock: { read, note } }: Follower,
): void {
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    let frame = 0;
    const onFrame = () => {
      const { at, runs } = read();
      const hasPicture = heldAt(coverage, at) === 'picture' && element.error === null;
      note(name, !hasPicture || (element.readyState >= playable && !element.seeking));
      if (hasPicture) follow(element, at - coverage.startAt, runs);
      else element.pause();
      frame = requestAnimationFrame(onFrame);
    };
    frame = requestAnimationFrame(onFrame);
    return () => {
      cancelAnimationFrame(frame);
      note(name, true);
      element.pause();
    };
  }, [video, name, coverage, read, note]);
}

function follow(element: HTMLVideoElement, wantedMs: number, runs: boolean): void {
  if (element.seeking) return;
  const lastMs = (Number.isFinite(element.duration) ? element.duration : wantedMs / 1000) * 1000;
  const isMs = element.currentTime * 1000 - laterMs;
  const step = followStep({ wantedMs: Math.min(wantedMs, lastMs), isMs, runs });
  if (step.do === 'seek') element.currentTime = (step.toMs + laterMs) / 1000;
  else element.playbackRate = step.rate;
  if (runs && element.paused && !element.ended) void element.play().catch(() => undefined);
  if (!runs && !element.paused) element.pause();
}
