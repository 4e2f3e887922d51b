// Draws a random sample of cases. Pure: takes the ids of all cases that are eligible, a seed and a size; returns the drawn ids in
// the order in which they are checked. The same seed and ids always give the same sample.
import { createHash } from 'node:crypto';

/**
 * Each case has a rank: the SHA-256 of the seed, a line feed and its id. The lowest ranks are drawn. The rank of a case does not
 * depend on other cases, so a later case can take a place but does not reorder the others.
 */
export function drawSample(ids: readonly string[], seed: string, size: number): string[] {
  const ranked = [...new Set(ids)].map((id) => ({ id, rank: rankOf(seed, id) }));
  ranked.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return ranked.slice(0, size).map(({ id }) => id);
}

function rankOf(seed: string, id: string): string {
  return createHash('sha256').update(`${seed}\n${id}`).digest('hex');
}
