// Turns a live stream's own time stamps into wall-clock time. Pictures arrive late by a varying amount but never
// early, so the earliest arrival seen tells best where the stream's zero lies; the anchor may drift slowly towards
// later, since no camera's clock runs exactly as ours.

export interface StreamClock {
  /** Epoch ms at which a picture with this time stamp was taken, given when it arrived. Strictly increasing. */
  capturedAt(ptsMs: number, arrivedAt: number): number;
  /** The same for a time stamp that is not a picture's: changes nothing. Null before the first picture. */
  wallTime(ptsMs: number): number | null;
}

const maxDriftPerMs = 0.001;
const jumpMs = 5000;

/** `after`: no picture is dated at or before this, as the run before has already given such times. */
export function createStreamClock(after = -Infinity): StreamClock {
  let anchor: number | null = null;
  let lastArrival = 0;
  let lastCaptured = after;

  return {
    capturedAt(ptsMs, arrivedAt) {
      anchor = moveAnchor(anchor, arrivedAt - ptsMs, arrivedAt - lastArrival);
      lastArrival = arrivedAt;
      lastCaptured = Math.max(Math.round(anchor + ptsMs), lastCaptured + 1);
      return lastCaptured;
    },
    wallTime: (ptsMs) => (anchor === null ? null : Math.round(anchor + ptsMs)),
  };
}

/** The new anchor, given what the newest arrival says it is and how long ago the last one was. */
export function moveAnchor(anchor: number | null, seen: number, elapsedMs: number): number {
  if (anchor === null || Math.abs(seen - anchor) > jumpMs) return seen;
  return Math.min(seen, anchor + Math.max(0, elapsedMs) * maxDriftPerMs);
}
