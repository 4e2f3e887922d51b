// Decides whether key frames come often enough to analyse only them. Pure: takes times, gives a verdict.

export type DecodeVerdict =
  | { keep: true }
  | { keep: false; reason: 'key-frames-too-far-apart' | 'no-key-frame-yet'; waitedMs: number };

const tolerance = 1.5;
const shortestFirstWaitMs = 5000;
const jitterMs = 1000;

/** Between two key frames, by their own time stamps. A jump back is a new beginning, not a gap. */
export function judgeGap(gapMs: number, periodMs: number): DecodeVerdict {
  return gapMs > periodMs * tolerance
    ? { keep: false, reason: 'key-frames-too-far-apart', waitedMs: gapMs }
    : { keep: true };
}

/** While waiting for the next key frame of a live stream that does send packets. */
export function judgeWait(waitedMs: number, periodMs: number, seenAny: boolean): DecodeVerdict {
  const limit = periodMs * tolerance + jitterMs;
  if (seenAny)
    return waitedMs > limit
      ? { keep: false, reason: 'key-frames-too-far-apart', waitedMs }
      : { keep: true };
  return waitedMs > Math.max(limit, shortestFirstWaitMs)
    ? { keep: false, reason: 'no-key-frame-yet', waitedMs }
    : { keep: true };
}
