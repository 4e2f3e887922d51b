// The unwatched share of a fence in words; it rounds neither to nothing nor to all.

/** @param share above 0, at most 1 */
export function unwatchedShare(share: number): string {
  return share < 0.01 ? '<\u00a01\u00a0%' : `${Math.floor(share * 100)}\u00a0%`;
}
