// Decides whether key frames come often enough to analyse only them. Pure: takes times of the stream itself, never of
// the wall clock, so that a busy machine is not mistaken for a sparing camera.

export type DecodeVerdict =
  { keep: true } | { keep: false; reason: 'key-frames-too-far-apart'; waitedMs: number };

const tolerance = 1.5;
/** Of a live stream one key frame may be lost on its way: one gap proves nothing, a second one does. */
const liveGaps = 2;
const shortestWaitMs = 2500;

export function isGapTooLong(gapMs: number, periodMs: number): boolean {
  return gapMs > periodMs * tolerance;
}

/** Between two key frames of a file, or its last one and its end. */
export function judgeGap(gapMs: number, periodMs: number): DecodeVerdict {
  return isGapTooLong(gapMs, periodMs)
    ? { keep: false, reason: 'key-frames-too-far-apart', waitedMs: gapMs }
    : { keep: true };
}

/** The newest gaps between key frames of a live stream, oldest first. A jump back is no gap. */
export function judgeLiveGaps(gapsMs: readonly number[], periodMs: number): DecodeVerdict {
  const newest = gapsMs.slice(-liveGaps);
  return newest.length === liveGaps && newest.every((gap) => isGapTooLong(gap, periodMs))
    ? { keep: false, reason: 'key-frames-too-far-apart', waitedMs: Math.min(...newest) }
    : { keep: true };
}

/** How far a live stream has gone on since its last key frame. */
export function judgeWait(wentOnMs: number, periodMs: number): DecodeVerdict {
  return wentOnMs > Math.max(shortestWaitMs, periodMs * tolerance * liveGaps)
    ? { keep: false, reason: 'key-frames-too-far-apart', waitedMs: wentOnMs }
    : { keep: true };
}
