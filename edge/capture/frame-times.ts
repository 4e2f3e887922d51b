// Dates the pictures of a live camera: from the steady clock, by which they are timed, to the time of day, which is kept and
// shown. Time between pictures goes by the steady clock; when this machine's time of day is set meanwhile, the picture
// says by how much. Lives over all runs of a camera, so that time does not run backwards after a reconnect.
import type { Clock } from '../clock.ts';

export interface FrameDate {
  /** Epoch ms; grows from picture to picture but for a step of the clock. */
  capturedAt: number;
  /** By how much the time of day was set since the picture before, ms; 0 nearly always. */
  clockStepMs: number;
}

export interface FrameTimes {
  /** @param takenMs by the steady clock */
  dateOf(takenMs: number): FrameDate;
}

/** What the time of day differs by more than this was set; less is NTP at work, which slews. */
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
