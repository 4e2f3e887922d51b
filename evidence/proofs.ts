// Makes the inclusion and consistency proofs of RFC 6962 from tiles. Takes a function that reads a tile; returns the hashes of the
// proof. Errors of the reader are passed on.
import { largestPowerBelow, nodeHash, rootOfRow, type Sha256 } from './merkle.ts';
import { hashesAt, tileOf, tileWidth, type Tile } from './tiles.ts';

export interface TreeReader {
  sha256: Sha256;
  size: number;
  /** The hashes of a tile. @throws when there is no such tile */
  tile: (tile: Tile) => Promise<readonly Uint8Array[]>;
}

/** The inclusion proof of the leaf at `position`, in the tree of the reader's size. */
export async function inclusionPath(reader: TreeReader, position: number): Promise<Uint8Array[]> {
  const path: Uint8Array[] = [];
  let low = 0;
  let high = reader.size;
  const walked: [number, number][] = [];
  while (high - low > 1) {
    const split = low + largestPowerBelow(high - low);
    const isLeft = position < split;
    walked.push(isLeft ? [split, high] : [low, split]);
    [low, high] = isLeft ? [low, split] : [split, high];
  }
  for (const [from, to] of walked.reverse()) path.push(await rangeRoot(reader, from, to));
  return path;
}

/** The proof that the tree of the first `from` leaves is the start of the reader's tree. */
export async function consistencyPath(reader: TreeReader, from: number): Promise<Uint8Array[]> {
  if (from <= 0 || from >= reader.size) return [];
  let low = 0;
  let high = reader.size;
  let isWhole = true;
  const walked: [number, number][] = [];
  while (high !== from) {
    const split = low + largestPowerBelow(high - low);
    if (from <= split) {
      walked.push([split, high]);
      high = split;
    } else {
      walked.push([low, split]);
      low = split;
      isWhole = false;
    }
  }
  const path = isWhole ? [] : [await rangeRoot(reader, low, high)];
  for (const [start, end] of walked.reverse()) path.push(await rangeRoot(reader, start, end));
  return path;
}

export async function treeRoot(reader: TreeReader): Promise<Uint8Array> {
  if (reader.size === 0) return reader.sha256(new Uint8Array(0));
  return rangeRoot(reader, 0, reader.size);
}

/** The node over the leaves `low` to `high`, exclusive; the tree must have such a node. */
async function rangeRoot(reader: TreeReader, low: number, high: number): Promise<Uint8Array> {
  const length = high - low;
  const level = levelOf(length);
  if (level !== null && low % length === 0) return perfectRoot(reader, level, low / length);
  const split = low + largestPowerBelow(length);
  const left = await rangeRoot(reader, low, split);
  return nodeHash(reader.sha256, left, await rangeRoot(reader, split, high));
}

/** The binary logarithm of a power of two; null for other numbers. */
function levelOf(length: number): number | null {
  let rest = length;
  let level = 0;
  while (rest % 2 === 0) {
    rest = rest / 2;
    level = level + 1;
  }
  return rest === 1 ? level : null;
}

/** The root of a subtree of 2^level leaves, computed from the nearest level that tiles store. */
async function perfectRoot(reader: TreeReader, level: number, index: number): Promise<Uint8Array> {
  const tileLevel = Math.floor(level / 8);
  const count = 2 ** (level % 8);
  const first = index * count;
  if (first + count > hashesAt(tileLevel, reader.size))
    throw new Error('the tree has no such node');
  const hashes = await reader.tile(tileOf(tileLevel, first, reader.size));
  const at = first % tileWidth;
  return rootOfRow(reader.sha256, hashes.slice(at, at + count));
}
