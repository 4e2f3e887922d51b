// Draws a random sample of cases. Pure: takes the ids of all cases that may be drawn, a seed and a size; gives the drawn ids in
// the order in which they are checked. The same seed and ids always give the same sample.
import { createHash } from 'node:crypto';

/**
 * Each case has a rank: the SHA-256 of the seed, a line feed and its id. The lowest ranks are drawn. The rank of a case does not
 * depend on the other cases, so a case that comes later can only take a place, not mix the rest.
 */
export function drawSample(ids: readonly string[], seed: string, size: number): string[] {
  const ranked = [...new Set(ids)].map((id) => ({ id, rank: rankOf(seed, id) }));
  ranked.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return ranked.slice(0, size).map(({ id }) => id);
}

function rankOf(seed: string, id: string): string {
  return createHash('sha256').update(`${seed}\n${id}`).digest('hex');
}
