// The clock of a pipeline. It has no steps: when the wall clock is set, the pipeline's own time continues. Takes frames; returns the
// step of each, and converts between its own time and the wall clock's.
import type { Observation } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import { shiftTimes } from './shift-times.ts';

/** Part of the camera's state. */
export interface ClockState {
  /** Total steps of the wall clock since the first frame. */
  clockShiftMs: number;
  /** Of the last frame, epoch ms; null before the first. */
  lastCapturedAt: number | null;
}

/** `follow` adds a frame's step to the sum of the wall clock's steps. */
export function createSteadyClock(former: ClockState | null) {
  let { clockShiftMs, lastCapturedAt }: ClockState = former ?? {
    clockShiftMs: 0,
    lastCapturedAt: null,
  };
  const follow = ({ capturedAt, clockStepMs = 0 }: Frame): number => {
    const isBack = lastCapturedAt !== null && capturedAt < lastCapturedAt;
    // The clock was set back between two runs, so the time away is unknown and counts as zero.
    const byMs = isBack && clockStepMs === 0 ? capturedAt - (lastCapturedAt ?? 0) - 1 : clockStepMs;
    clockShiftMs += byMs;
    lastCapturedAt = capturedAt;
    return byMs;
  };
  return {
    follow,
    steadied: (frame: Frame): Frame => ({ ...frame, capturedAt: frame.capturedAt - clockShiftMs }),
    dated: (seen: Observation): Observation => shiftTimes(seen, clockShiftMs),
    snapshot: (): ClockState => ({ clockShiftMs, lastCapturedAt }),
  };
}
