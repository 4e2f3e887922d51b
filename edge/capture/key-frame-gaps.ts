// Decides whether key frames of a live stream come often enough to decode only them, and when they do again. Takes each packet
// with its time; gives the mode that is right from now on. A hole in the stream may have swallowed a key frame and proves
// nothing. Pure but for what it remembers.
import type { DecodeMode } from './capture-plan.ts';
import { isGapTooLong, judgeLiveGaps, judgeWait } from './decode-choice.ts';
import type { TimedPacket } from '../packets/packet.ts';

export type ModeChange =
  | { mode: 'full'; reason: 'key-frames-too-far-apart'; waitedMs: number }
  | { mode: 'key-frames'; reason: 'key-frames-often-again'; waitedMs: number };

export interface KeyFrameGaps {
  /** Null while the mode stays. */
  judge(packet: Pick<TimedPacket, 'isKey' | 'takenMs'>): ModeChange | null;
}

export interface KeyFrameGapsOptions {
  mode: DecodeMode;
  periodMs: number;
}

/** Between two packets; less is the camera's own pace. */
const shortestHoleMs = 2500;
const holeSteps = 4;
/** Key frames have come often for so long before only they are decoded again. */
export const oftenAgainMs = 30_000;

export function createKeyFrameGaps({ mode, periodMs }: KeyFrameGapsOptions): KeyFrameGaps {
  const isHole = createHoles();
  let current = mode;
  /** The newest key frame, or the end of a hole after it; null before the first key frame. */
  let fromMs: number | null = null;
  let isFromKey = false;
  let gapsMs: number[] = [];
  let oftenSinceMs: number | null = null;

  const whileKeyFrames = (wentOnMs: number, isKey: boolean): ModeChange | null => {
    const verdict = isKey ? judgeLiveGaps(gapsMs, periodMs) : judgeWait(wentOnMs, periodMs);
    return verdict.keep ? null : { mode: 'full', ...verdict };
  };
  const whileFull = (wentOnMs: number, isKey: boolean, takenMs: number): ModeChange | null => {
    if (isGapTooLong(wentOnMs, periodMs)) oftenSinceMs = null;
    if (!isKey) return null;
    oftenSinceMs ??= takenMs;
    const waitedMs = takenMs - oftenSinceMs;
    return waitedMs < oftenAgainMs
      ? null
      : { mode: 'key-frames', reason: 'key-frames-often-again', waitedMs };
  };
  const beginAfterHole = (takenMs: number): void => {
    if (fromMs !== null) fromMs = takenMs;
    [isFromKey, gapsMs, oftenSinceMs] = [false, [], null];
  };
  return {
    judge({ isKey, takenMs }) {
      if (isHole(takenMs)) beginAfterHole(takenMs);
      const wentOnMs = takenMs - (fromMs ?? takenMs);
      if (isKey && isFromKey) gapsMs = [...gapsMs, wentOnMs].slice(-2);
      const change =
        current === 'full' ? whileFull(wentOnMs, isKey, takenMs) : whileKeyFrames(wentOnMs, isKey);
      if (isKey) [fromMs, isFromKey] = [takenMs, true];
      if (!change) return null;
      current = change.mode;
      [gapsMs, oftenSinceMs] = [[], null];
      return change;
    },
  };
}

/** Whether nothing came for longer than this camera's pictures are apart. Later pictures may come before earlier ones. */
function createHoles(): (takenMs: number) => boolean {
  let newestMs: number | null = null;
  let stepMs = 0;
  return (takenMs) => {
    const aheadMs = takenMs - (newestMs ?? takenMs);
    const isHole = aheadMs > Math.max(shortestHoleMs, holeSteps * stepMs);
    if (aheadMs > 0) stepMs = aheadMs;
    newestMs = Math.max(newestMs ?? takenMs, takenMs);
    return isHole;
  };
}
