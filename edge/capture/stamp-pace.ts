// Watches whether a stream's stamps go on as fast as time does. Takes how far each arrival lies behind its stamp; says whether
// that distance stays even, or grows all the time because the stamps are too slow. Pure but for what it remembers.

export interface StampPace {
  /** @param seenMs time of arrival less stamp */
  take(seenMs: number, arrivedMs: number): PaceVerdict;
}

export type PaceVerdict =
  | { is: 'unknown' }
  /** The distance has been the same for a while; the smallest of late. */
  | { is: 'even'; seenMs: number }
  | { is: 'slow' };

const windowMs = 1000;
/** A network that gets slower does not do so for this many windows in a row without ever catching up. */
const windows = 5;
/** Stamps that lose more than this share of time are too slow. */
const slowShare = 0.1;

interface Window {
  startMs: number;
  /** The packet that was least late tells most. */
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
