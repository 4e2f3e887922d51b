// How much of a fence was not watched, in words: never nothing, and all only for all of it.

/** @param share above 0, at most 1 */
export function unwatchedShare(share: number): string {
  return share < 0.01 ? '<\u00a01\u00a0%' : `${Math.floor(share * 100)}\u00a0%`;
}
