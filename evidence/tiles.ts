// The files of a log (C2SP tlog-tiles): which tiles a tree of a given size has, their paths, and the format of a bundle of entries.
// Takes numbers and bytes; returns paths and bytes.
import { concat } from './bytes.ts';

export const tileWidth = 256;
export const hashBytes = 32;
/** The length before an entry has 16 bits. */
export const maxEntryBytes = 65_535;

export interface Tile {
  level: number;
  index: number;
  /** Number of hashes; 256 for a full tile. */
  width: number;
}

export function tilePath(tile: Tile): string {
  return `tile/${tile.level}/${indexPath(tile)}`;
}

export function bundlePath(tile: Omit<Tile, 'level'>): string {
  return `tile/entries/${indexPath(tile)}`;
}

function indexPath({ index, width }: Omit<Tile, 'level'>): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  const path = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`));
  return path.join('/') + (width === tileWidth ? '' : `.p/${width}`);
}

/** Number of hashes of a level. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** The tile with this hash, with its width in a tree of this size. */
export function tileOf(level: number, index: number, size: number): Tile {
  const tile = Math.floor(index / tileWidth);
  const width = Math.min(tileWidth, hashesAt(level, size) - tile * tileWidth);
  return { level, index: tile, width };
}

/** The tiles that a tree of size `to` adds to a tree of size `from`, or widens. */
export function tilesBetween(from: number, to: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; hashesAt(level, to) > 0; level += 1) {
    const before = hashesAt(level, from);
    const after = hashesAt(level, to);
    if (before === after) continue;
    for (let index = Math.floor(before / tileWidth); index * tileWidth < after; index += 1)
      tiles.push(tileOf(level, index * tileWidth, to));
  }
  return tiles;
}

export function bundleOf(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > maxEntryBytes) throw new Error('an entry is too long for the log');
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** Null when the entries' lengths do not fit the bundle. */
export function entriesOf(bundle: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length) {
    const high = bundle[at];
    const low = bundle[at + 1];
    if (high === undefined || low === undefined) return null;
    const end = at + 2 + high * 256 + low;
    if (end > bundle.length) return null;
    entries.push(bundle.slice(at + 2, end));
    at = end;
  }
  return entries;
}

/** Null when the length is not a multiple of a hash. */
export function hashesOf(tile: Uint8Array): Uint8Array[] | null {
  if (tile.length === 0 || tile.length % hashBytes !== 0) return null;
  return Array.from({ length: tile.length / hashBytes }, (_, at) =>
    tile.slice(at * hashBytes, (at + 1) * hashBytes),
  );
}
