// Decides whether the key frames of a live stream are frequent enough to decode only them. Takes the time of each packet; returns
// the mode from now on. A gap in the stream is ignored, because a key frame may have been lost in it. Deterministic, with state.
import type { DecodeMode } from './capture-plan.ts';
import { isGapTooLong, judgeLiveGaps, judgeWait } from './decode-choice.ts';
import type { TimedPacket } from '../packets/packet.ts';

export type ModeChange =
  | { mode: 'full'; reason: 'key-frames-too-far-apart'; waitedMs: number }
  | { mode: 'key-frames'; reason: 'key-frames-often-again'; waitedMs: number };

export interface KeyFrameGaps {
  /** Null while the mode is unchanged. */
  judge(packet: Pick<TimedPacket, 'isKey' | 'takenMs'>): ModeChange | null;
}

export interface KeyFrameGapsOptions {
  mode: DecodeMode;
  periodMs: number;
}

/** A gap between two packets; a shorter one is the camera's normal frame interval. */
const shortestHoleMs = 2500;
const holeSteps = 4;
/** Key frames must be frequent for this long before the mode returns to key frames. */
export const oftenAgainMs = 30_000;

export function createKeyFrameGaps({ mode, periodMs }: KeyFrameGapsOptions): KeyFrameGaps {
  const isHole = createHoles();
  let current = mode;
  /** The newest key frame, or the end of a gap after it; null before the first key frame. */
  let fromMs: number | null = null;
  let isFromKey = false;
  let gapsMs: number[] = [];
  const wayBack = createWayBack(periodMs);

  const whileKeyFrames = (wentOnMs: number, isKey: boolean): ModeChange | null => {
    const verdict = isKey ? judgeLiveGaps(gapsMs, periodMs) : judgeWait(wentOnMs, periodMs);
    return verdict.keep ? null : { mode: 'full', ...verdict };
  };
  const beginAfterHole = (takenMs: number): void => {
    if (fromMs !== null) fromMs = takenMs;
    isFromKey = false;
    gapsMs = [];
    wayBack.forget();
  };
  return {
    judge({ isKey, takenMs }) {
      if (isHole(takenMs)) beginAfterHole(takenMs);
      const wentOnMs = takenMs - (fromMs ?? takenMs);
      if (isKey && isFromKey) gapsMs = [...gapsMs, wentOnMs].slice(-2);
      const change =
        current === 'full'
          ? wayBack.judge({ wentOnMs, isKey, takenMs })
          : whileKeyFrames(wentOnMs, isKey);
      if (isKey) {
        fromMs = takenMs;
        isFromKey = true;
      }
      if (!change) return null;
      current = change.mode;
      gapsMs = [];
      wayBack.forget();
      return change;
    },
  };
}

interface SeenWhileFull {
  readonly wentOnMs: number;
  readonly isKey: boolean;
  readonly takenMs: number;
}

/** While everything is decoded: whether key frames have been frequent for long enough to decode only them again. */
function createWayBack(periodMs: number) {
  let oftenSinceMs: number | null = null;
  return {
    judge({ wentOnMs, isKey, takenMs }: SeenWhileFull): ModeChange | null {
      if (isGapTooLong(wentOnMs, periodMs)) oftenSinceMs = null;
      if (!isKey) return null;
      oftenSinceMs ??= takenMs;
      const waitedMs = takenMs - oftenSinceMs;
      if (waitedMs < oftenAgainMs) return null;
      return { mode: 'key-frames', reason: 'key-frames-often-again', waitedMs };
    },
    forget() {
      oftenSinceMs = null;
    },
  };
}

/** Whether the pause is longer than the camera's frame interval. Pictures may come out of order. */
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
