// Converts a live stream's time stamps to monotonic time. Packets arrive late by a varying delay but never early, so the earliest
// arrival is the best estimate of the stream's zero. Time stamps are not trusted: one that does not fit is replaced by the
// arrival time, and a new time base that lasts is adopted.
import { createStampPace } from './stamp-pace.ts';

export interface StampedPacket {
  ptsMs: number | null;
  /** Monotonic ms. */
  arrivedMs: number;
}

export interface PlacedPacket {
  /** When the picture was taken, monotonic ms; never later than its arrival. */
  takenMs: number;
  /**
   * `late`: the time stamp follows the last one, but the packet is seconds late. `missing`: there is no time stamp, or stamps
   * stand still or run too slowly. `odd`: this stamp does not fit. `restarted`: the stream counts from a new zero from here on.
   */
  stamp: 'fits' | 'late' | 'missing' | 'odd' | 'restarted';
  /** How far off the time stamp is, ms; 0 when it fits. */
  offMs: number;
}

/** How fast the zero may drift later: no camera's clock runs exactly like ours. */
const maxDriftPerMs = 0.001;
const jumpMs = 5000;
/** When all packets have been this late for seconds, the zero is wrong. */
const evenlyLateMs = 1000;
/** A new time base is adopted after this many consecutive packets agree on it, over at least this time. */
const newBasePackets = 10;
const newBaseMs = 1000;

export function createStreamClock(): (packet: StampedPacket) => PlacedPacket {
  const candidate = createCandidate();
  let pace = createStampPace();
  let zero: number | null = null;
  let last = { ptsMs: null as number | null, arrivedMs: 0 };

  const place = (ptsMs: number, arrivedMs: number, stamp: PlacedPacket['stamp']): PlacedPacket => {
    const seen = arrivedMs - ptsMs;
    const offMs = stamp === 'fits' ? 0 : Math.round((zero ?? seen) - seen);
    if (stamp === 'odd') return { takenMs: arrivedMs, stamp, offMs };
    if (stamp === 'restarted') {
      zero = null;
      pace = createStampPace();
    }
    candidate.forget();
    const verdict = pace.take(seen, arrivedMs);
    zero = moveZero(zero, seen, arrivedMs - last.arrivedMs);
    last = { ptsMs, arrivedMs };
    if (verdict.is === 'slow') {
      zero = seen;
      return { takenMs: arrivedMs, stamp: 'missing', offMs: 0 };
    }
    if (verdict.is === 'even' && verdict.seenMs - zero > evenlyLateMs) zero = verdict.seenMs;
    return { takenMs: Math.min(arrivedMs, zero + ptsMs), stamp, offMs };
  };
  const judge = (ptsMs: number, arrivedMs: number): PlacedPacket['stamp'] => {
    const seen = arrivedMs - ptsMs;
    if (zero === null || Math.abs(seen - zero) <= jumpMs) return 'fits';
    const goesOn = last.ptsMs !== null && Math.abs(ptsMs - last.ptsMs) <= jumpMs;
    if (goesOn && seen > zero) return 'late';
    return candidate.take(seen, arrivedMs) ? 'restarted' : 'odd';
  };
  return ({ ptsMs, arrivedMs }) =>
    ptsMs === null || ptsMs === last.ptsMs
      ? { takenMs: arrivedMs, stamp: 'missing', offMs: 0 }
      : place(ptsMs, arrivedMs, judge(ptsMs, arrivedMs));
}

/** The time base that the newest odd time stamps agree on. */
function createCandidate() {
  let found: { zero: number; since: number; packets: number } | null = null;
  return {
    /** Whether enough of them agree. @param zero the zero that this packet implies */
    take: (zero: number, arrivedMs: number): boolean => {
      found =
        found !== null && Math.abs(zero - found.zero) <= jumpMs
          ? { ...found, packets: found.packets + 1 }
          : { zero, since: arrivedMs, packets: 1 };
      return found.packets >= newBasePackets && arrivedMs - found.since >= newBaseMs;
    },
    forget: (): void => {
      found = null;
    },
  };
}

/** The new zero, from the zero that the newest arrival implies and the time since the last arrival. */
export function moveZero(zero: number | null, seen: number, elapsedMs: number): number {
  if (zero === null) return seen;
  return Math.min(seen, zero + Math.max(0, elapsedMs) * maxDriftPerMs);
}
