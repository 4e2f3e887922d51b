// Watches whether a stream's time stamps advance as fast as real time. Takes the delay of each arrival against its time stamp;
// reports whether the delay is stable or grows steadily because the stamps are too slow. Deterministic, with state.

export interface StampPace {
  /** @param seenMs arrival time minus time stamp */
  take(seenMs: number, arrivedMs: number): PaceVerdict;
}

export type PaceVerdict =
  | { is: 'unknown' }
  /** The delay has been stable for a while; `late` is its minimum. */
  | { is: 'even'; seenMs: number }
  | { is: 'slow' };

const windowMs = 1000;
/** A congested network does not get slower for this many windows in a row without catching up once. */
const windows = 5;
/** Time stamps that lose more than this share of real time are too slow. */
const slowShare = 0.1;

interface Window {
  startMs: number;
  /** The minimum delay, which is the best estimate. */
  seenMs: number;
}

export function createStampPace(): StampPace {
  let current: Window | null = null;
  let closed: Window[] = [];
  const judge = (): PaceVerdict => {
    const rates = closed.slice(1).map((window, i) => growth(closed[i] ?? window, window));
    if (rates.length < windows) return { is: 'unknown' };
    if (rates.every((rate) => rate > slowShare)) return { is: 'slow' };
    return rates.every((rate) => Math.abs(rate) <= slowShare)
      ? { is: 'even', seenMs: Math.min(...closed.slice(-2).map(({ seenMs }) => seenMs)) }
      : { is: 'unknown' };
  };
  return {
    take(seenMs, arrivedMs) {
      if (current && arrivedMs - current.startMs < windowMs) {
        current.seenMs = Math.min(current.seenMs, seenMs);
      } else {
        if (current) closed = [...closed, current].slice(-windows - 1);
        current = { startMs: arrivedMs, seenMs };
      }
      return judge();
    },
  };
}

function growth(before: Window, after: Window): number {
  return (after.seenMs - before.seenMs) / (after.startMs - before.startMs);
}
