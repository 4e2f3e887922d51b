// Dates the pictures of a live camera: converts the monotonic time of each picture to wall clock time, which is stored and shown.
// Durations use the monotonic clock. When the wall clock is set, the next picture reports the step. Lives across all runs of a
// camera, so that time does not go backwards after a reconnect.
import type { Clock } from '../../host/clock.ts';

export interface FrameDate {
  /** Epoch ms; increases from picture to picture except for a clock step. */
  capturedAt: number;
  /** The step of the wall clock since the last picture, ms; usually 0. */
  clockStepMs: number;
}

export interface FrameTimes {
  /** @param takenMs by the monotonic clock */
  dateOf(takenMs: number): FrameDate;
}

/** A larger difference is a clock step; a smaller one is NTP slewing. */
const stepMs = 2000;

export function createFrameTimes(clock: Pick<Clock, 'now' | 'steady'>): FrameTimes {
  let last: { takenMs: number; capturedAt: number } | null = null;
  return {
    dateOf(takenMs) {
      const now = Math.round(clock.now() - (clock.steady() - takenMs));
      const date =
        last === null ? { capturedAt: now, clockStepMs: 0 } : dateAfter(last, takenMs, now);
      last = { takenMs: Math.max(takenMs, last?.takenMs ?? takenMs), capturedAt: date.capturedAt };
      return date;
    },
  };
}

function dateAfter(
  last: { takenMs: number; capturedAt: number },
  takenMs: number,
  now: number,
): FrameDate {
  const expected = Math.round(last.capturedAt + Math.max(1, takenMs - last.takenMs));
  const off = now - expected;
  if (Math.abs(off) > stepMs) return { capturedAt: now, clockStepMs: off };
  return { capturedAt: Math.max(now, last.capturedAt + 1), clockStepMs: 0 };
}
