// The scripted world of the leases bench: in front of each camera something stands for a while and is then away for a while, by
// the wall clock. Pure: takes a camera's number and a time; returns the stay it belongs to, and whether something is there.

export interface WorldTimes {
  /** Epoch ms. */
  startAt: number;
  thereMs: number;
  awayMs: number;
}

export interface Seen {
  /** The number of the stay, from 0. */
  stay: number;
  isThere: boolean;
}

/** Cameras are shifted, so that at any moment some see something. */
const shiftMs = 3500;

export function worldAt(
  { startAt, thereMs, awayMs }: WorldTimes,
  camera: number,
  at: number,
): Seen {
  const periodMs = thereMs + awayMs;
  const passed = at - startAt - camera * shiftMs;
  const stay = Math.floor(passed / periodMs);
  return { stay, isThere: stay >= 0 && passed - stay * periodMs < thereMs };
}

/** Stays that began and ended within a span. */
export function staysWithin(
  { startAt, thereMs, awayMs }: WorldTimes,
  camera: number,
  { from, to }: { from: number; to: number },
): number[] {
  const begin = startAt + camera * shiftMs;
  const periodMs = thereMs + awayMs;
  const first = Math.max(0, Math.ceil((from - begin) / periodMs));
  const last = Math.floor((to - begin - thereMs) / periodMs);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}
