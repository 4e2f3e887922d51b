// The right edge of a Merkle tree: the roots of its perfect subtrees, the largest first. This is enough to append leaves and to
// compute the root. Takes leaf hashes; returns the edge after appending them.
import { nodeHash, type Sha256 } from './merkle.ts';

export interface Frontier {
  size: number;
  /** One for each bit of `size` that is set. */
  roots: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, roots: [] };

export function append(
  sha256: Sha256,
  frontier: Frontier,
  leaves: readonly Uint8Array[],
): Frontier {
  const roots = [...frontier.roots];
  let { size } = frontier;
  for (const leaf of leaves) {
    let hash = leaf;
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = roots.pop();
      if (left === undefined) throw new Error('the edge of the tree does not fit its size');
      hash = nodeHash(sha256, left, hash);
    }
    roots.push(hash);
    size += 1;
  }
  return { size, roots };
}

export function rootOf(sha256: Sha256, { roots }: Frontier): Uint8Array {
  const last = roots.at(-1);
  if (last === undefined) return sha256(new Uint8Array(0));
  return roots.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), last);
}
