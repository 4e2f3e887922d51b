// Decides whether key frames are frequent enough to decode only them. Pure: uses the stream's own time stamps, never the wall
// clock, so that a busy machine does not look like a camera with few key frames.

export type DecodeVerdict =
  { keep: true } | { keep: false; reason: 'key-frames-too-far-apart'; waitedMs: number };

const tolerance = 1.5;
/** A live stream may lose a key frame in transit, so only two long gaps in a row count. */
const liveGaps = 2;
const shortestWaitMs = 2500;

export function isGapTooLong(gapMs: number, periodMs: number): boolean {
  return gapMs > periodMs * tolerance;
}

/** The gap between two key frames of a file, or between its last key frame and its end. */
export function judgeGap(gapMs: number, periodMs: number): DecodeVerdict {
  return isGapTooLong(gapMs, periodMs)
    ? { keep: false, reason: 'key-frames-too-far-apart', waitedMs: gapMs }
    : { keep: true };
}

/** The newest gaps between key frames of a live stream, oldest first. A jump backwards is not a gap. */
export function judgeLiveGaps(gapsMs: readonly number[], periodMs: number): DecodeVerdict {
  const newest = gapsMs.slice(-liveGaps);
  return newest.length === liveGaps && newest.every((gap) => isGapTooLong(gap, periodMs))
    ? { keep: false, reason: 'key-frames-too-far-apart', waitedMs: Math.min(...newest) }
    : { keep: true };
}

/** How much stream time has passed since the last key frame. */
export function judgeWait(wentOnMs: number, periodMs: number): DecodeVerdict {
  return wentOnMs > Math.max(shortestWaitMs, periodMs * tolerance * liveGaps)
    ? { keep: false, reason: 'key-frames-too-far-apart', waitedMs: wentOnMs }
    : { keep: true };
}
