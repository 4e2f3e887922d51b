// Makes the new files of a log that has grown: bundles of entries, and tiles of every level. Takes the old and new size and the
// entries from the start of the last bundle; returns complete files, to be written before the checkpoint.
import { concat } from './bytes.ts';
import { leafHash, rootOfRow, type Sha256 } from './merkle.ts';
import { bundleOf, bundlePath, hashesAt, hashesOf, tileOf, tilePath, tileWidth } from './tiles.ts';

export interface Growth {
  sha256: Sha256;
  from: number;
  to: number;
  /** The entries at positions `firstNeeded(from)` up to `to`, exclusive. */
  entries: readonly Uint8Array[];
  /** A file as it was at size `from`. */
  read: (path: string) => Promise<Uint8Array | null>;
}

export interface LogFile {
  path: string;
  bytes: Uint8Array;
}

/** The first position of the bundle that the next entry belongs to. */
export function firstNeeded(from: number): number {
  return Math.floor(from / tileWidth) * tileWidth;
}

export async function grownFiles(growth: Growth): Promise<LogFile[]> {
  const { sha256, from, to, entries } = growth;
  if (entries.length !== to - firstNeeded(from))
    throw new Error('these are not the entries that the log has grown by');
  const files = bundleFiles(growth);
  let row = entries.map((entry) => leafHash(sha256, entry));
  for (let level = 0; hashesAt(level, to) > 0; level += 1) {
    if (level > 0) row = [...(await heldHashes(growth, level)), ...row];
    files.push(...tileFiles(growth, level, row));
    row = rootsOfFull(growth, row);
  }
  return files;
}

function bundleFiles({ from, to, entries }: Growth): LogFile[] {
  const start = firstNeeded(from);
  const files: LogFile[] = [];
  for (let first = start; first < to; first += tileWidth) {
    const tile = tileOf(0, first, to);
    const held = entries.slice(first - start, first - start + tile.width);
    files.push({ path: bundlePath(tile), bytes: bundleOf(held) });
  }
  return files;
}

/** The hashes that the last tile of a level already has. */
async function heldHashes({ from, read }: Growth, level: number): Promise<Uint8Array[]> {
  const held = hashesAt(level, from);
  if (held % tileWidth === 0) return [];
  const path = tilePath(tileOf(level, held - 1, from));
  const hashes = hashesOf((await read(path)) ?? new Uint8Array(0));
  if (hashes?.length !== held % tileWidth)
    throw new Error(`the file ${path} of the log is damaged`);
  return hashes;
}

function tileFiles({ from, to }: Growth, level: number, row: readonly Uint8Array[]): LogFile[] {
  const files: LogFile[] = [];
  const start = firstNeeded(hashesAt(level, from));
  for (let at = 0; at < row.length; at += tileWidth) {
    const path = tilePath(tileOf(level, start + at, to));
    files.push({ path, bytes: concat(...row.slice(at, at + tileWidth)) });
  }
  return files;
}

/** The new hashes of the level above: one for each tile that has become full. */
function rootsOfFull({ sha256 }: Growth, row: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: Math.floor(row.length / tileWidth) }, (_, at) =>
    rootOfRow(sha256, row.slice(at * tileWidth, (at + 1) * tileWidth)),
  );
}
