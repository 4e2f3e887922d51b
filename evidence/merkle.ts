// The Merkle tree of RFC 6962: hashes of leaves and nodes, and checks of inclusion and consistency proofs. The hash function is a
// parameter, so that it runs in Node and in browsers.
import { concat, isSame } from './bytes.ts';

export type Sha256 = (data: Uint8Array) => Uint8Array;

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(concat(leafPrefix, entry));
}

export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(nodePrefix, left, right));
}

/** The root over consecutive hashes of one level, as in a tile; at least one. */
export function rootOfRow(sha256: Sha256, row: readonly Uint8Array[]): Uint8Array {
  const [first] = row;
  if (first === undefined) throw new Error('a row of no hashes has no root');
  if (row.length === 1) return first;
  const split = largestPowerBelow(row.length);
  const left = rootOfRow(sha256, row.slice(0, split));
  return nodeHash(sha256, left, rootOfRow(sha256, row.slice(split)));
}

/** The largest power of two that is smaller than `size`, which is 2 or more. */
export function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

export interface Inclusion {
  /** Index of the leaf. */
  position: number;
  /** Number of leaves of the tree. */
  size: number;
  leaf: Uint8Array;
  path: readonly Uint8Array[];
}

/** The root that follows from an inclusion proof; null when the proof has the wrong length for this position. */
export function rootOfInclusion(sha256: Sha256, proof: Inclusion): Uint8Array | null {
  const { position, size, leaf, path } = proof;
  if (position < 0 || position >= size) return null;
  let node = position;
  let last = size - 1;
  let hash = leaf;
  for (const step of path) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sha256, step, hash);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else hash = nodeHash(sha256, hash, step);
    node = half(node);
    last = half(last);
  }
  return last === 0 ? hash : null;
}

export interface Consistency {
  from: { size: number; root: Uint8Array };
  to: { size: number; root: Uint8Array };
  path: readonly Uint8Array[];
}

/** Whether the proof shows that the smaller tree is the start of the larger one. */
export function isConsistent(sha256: Sha256, { from, to, path }: Consistency): boolean {
  if (from.size < 0 || from.size > to.size) return false;
  if (from.size === to.size) return path.length === 0 && isSame(from.root, to.root);
  if (from.size === 0) return path.length === 0;
  const steps = isPowerOfTwo(from.size) ? [from.root, ...path] : [...path];
  const [first, ...rest] = steps;
  if (first === undefined) return false;
  let node = from.size - 1;
  let last = to.size - 1;
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  let older = first;
  let newer = first;
  for (const step of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      older = nodeHash(sha256, step, older);
      newer = nodeHash(sha256, step, newer);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else newer = nodeHash(sha256, newer, step);
    node = half(node);
    last = half(last);
  }
  return last === 0 && isSame(older, from.root) && isSame(newer, to.root);
}

function half(number: number): number {
  return Math.floor(number / 2);
}

function isPowerOfTwo(size: number): boolean {
  return size === 1 || largestPowerBelow(size) * 2 === size;
}
