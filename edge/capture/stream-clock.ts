// Turns a live stream's own time stamps into times of the steady clock. Packets arrive late by a varying amount but never
// early, so the earliest arrival seen tells best where the stream's zero is. The camera's stamps are not trusted: a stamp
// that does not fit is replaced by the time of arrival, and when the new time base stays, it is taken over.

export interface StampedPacket {
  ptsMs: number | null;
  /** By the steady clock. */
  arrivedMs: number;
}

export interface PlacedPacket {
  /** When the picture was taken, by the steady clock, ms; never later than its arrival. */
  takenMs: number;
  /** `odd`: this stamp does not fit. `restarted`: from this one on the stream counts from another zero. */
  stamp: 'fits' | 'missing' | 'odd' | 'restarted';
  /** How far off the stamp is, ms; 0 when it fits. */
  offMs: number;
}

/** How fast the zero may drift towards later: no camera's clock runs exactly as ours. */
const maxDriftPerMs = 0.001;
const jumpMs = 5000;
/** A new time base is taken over after this many packets in a row that agree on it, over at least this long. */
const newBasePackets = 10;
const newBaseMs = 1000;

export function createStreamClock(): (packet: StampedPacket) => PlacedPacket {
  let zero: number | null = null;
  let lastArrivedMs = 0;
  let candidate: { zero: number; since: number; packets: number } | null = null;

  const placed = (seen: number, { ptsMs, arrivedMs }: StampedPacket): PlacedPacket => {
    zero = moveZero(zero, seen, arrivedMs - lastArrivedMs);
    return { takenMs: Math.min(arrivedMs, zero + (ptsMs ?? 0)), stamp: 'fits', offMs: 0 };
  };
  const considerNewBase = (seen: number, arrivedMs: number): boolean => {
    candidate =
      candidate !== null && Math.abs(seen - candidate.zero) <= jumpMs
        ? { ...candidate, packets: candidate.packets + 1 }
        : { zero: seen, since: arrivedMs, packets: 1 };
    return candidate.packets >= newBasePackets && arrivedMs - candidate.since >= newBaseMs;
  };
  const place = (packet: StampedPacket): PlacedPacket => {
    const { ptsMs, arrivedMs } = packet;
    if (ptsMs === null) return { takenMs: arrivedMs, stamp: 'missing', offMs: 0 };
    const seen = arrivedMs - ptsMs;
    if (zero === null || Math.abs(seen - zero) <= jumpMs) {
      candidate = null;
      return placed(seen, packet);
    }
    const offMs = Math.round(zero - seen);
    if (!considerNewBase(seen, arrivedMs)) return { takenMs: arrivedMs, stamp: 'odd', offMs };
    [zero, candidate] = [null, null];
    return { ...placed(seen, packet), stamp: 'restarted', offMs };
  };
  return (packet) => {
    const result = place(packet);
    lastArrivedMs = packet.arrivedMs;
    return result;
  };
}

/** The new zero, given what the newest arrival says it is and how long ago the last one was. */
export function moveZero(zero: number | null, seen: number, elapsedMs: number): number {
  if (zero === null) return seen;
  return Math.min(seen, zero + Math.max(0, elapsedMs) * maxDriftPerMs);
}
