// Exponential back-off: how long to wait before the next try. Takes the number of failures in a row; returns ms. Pure and without
// imports, so that browsers may use it.
export interface BackOff {
  /** The pause after the first failure; each further one doubles it. */
  firstMs: number;
  longestMs: number;
}

/** More than any limit needs; with unlimited doublings the pause would overflow to Infinity. */
const maxDoublings = 30;

/** @param failures in a row; 0 counts as 1 */
export function backOffMs({ firstMs, longestMs }: BackOff, failures: number): number {
  const doublings = Math.min(Math.max(failures - 1, 0), maxDoublings);
  return Math.min(longestMs, firstMs * 2 ** doublings);
}

/** A back-off of which half is random, so that many clients do not come back together. */
export function jitteredBackOffMs(
  backOff: BackOff,
  failures: number,
  random: () => number,
): number {
  const delay = backOffMs(backOff, failures);
  return Math.round(delay / 2 + (delay / 2) * random());
}
