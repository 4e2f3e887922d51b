// The log as files: which tiles a tree of some size has, what they are called, and what stands in a bundle of entries
// (C2SP tlog-tiles). Takes numbers and bytes; gives paths and bytes.
import { concat } from './bytes.ts';

export const tileWidth = 256;
export const hashBytes = 32;
/** What the length before an entry can say. */
export const maxEntryBytes = 65_535;

export interface Tile {
  level: number;
  index: number;
  /** 256 for a full one. */
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

/** How many hashes a level has in all. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** The tile that holds a hash, as wide as a tree of this size has it. */
export function tileOf(level: number, index: number, size: number): Tile {
  const tile = Math.floor(index / tileWidth);
  const width = Math.min(tileWidth, hashesAt(level, size) - tile * tileWidth);
  return { level, index: tile, width };
}

/** All tiles that a tree has more than, or wider than, a smaller one. */
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

/** Null when the lengths do not add up. */
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

/** Null when it does not hold whole hashes. */
export function hashesOf(tile: Uint8Array): Uint8Array[] | null {
  if (tile.length === 0 || tile.length % hashBytes !== 0) return null;
  return Array.from({ length: tile.length / hashBytes }, (_, at) =>
    tile.slice(at * hashBytes, (at + 1) * hashBytes),
  );
}
