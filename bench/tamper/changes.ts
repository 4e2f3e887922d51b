// Random changes to a bundle or to a copy of the custody log. Takes a random source and an intact original; returns the changed
// copy, and what a verifier must name.
import { concat, utf8 } from '../../evidence/bytes.ts';
import { crcFilled } from './zip-again.ts';
import { bundleOf, bundlePath, tileOf } from '../../evidence/tiles.ts';

export type Dice = (below: number) => number;

export const changeKinds = [
  'bundle-byte',
  'bundle-file',
  'bundle-removed',
  'bundle-added',
  'log-byte',
  'row-changed',
  'row-removed',
  'row-added',
  'rows-reordered',
  'checkpoint-forked',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface Files {
  /** In the order of the zip file. */
  names: readonly string[];
  contents: ReadonlyMap<string, Uint8Array>;
}

/** Flips one or more bits of a byte; the byte always changes. */
export function otherByte(bytes: Uint8Array, roll: Dice): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = roll(bytes.length);
  changed[at] = (changed[at] ?? 0) ^ (1 + roll(255));
  return changed;
}

export interface ChangedFiles {
  zip: Uint8Array;
  /** The only file that the verifier must name. */
  file: string;
}

/** The attacker packs the zip file again, so its checksums are right. */
export async function changeFile({ names, contents }: Files, roll: Dice): Promise<ChangedFiles> {
  const named = names.filter((name) => (contents.get(name)?.length ?? 0) > 0);
  const file = named[roll(named.length)] ?? '';
  const changed = new Map(contents);
  changed.set(file, otherByte(contents.get(file) ?? new Uint8Array(), roll));
  return { file, zip: await crcFilled(names, changed) };
}

export async function removeFile({ names, contents }: Files, roll: Dice): Promise<ChangedFiles> {
  const file = names[roll(names.length)] ?? '';
  const left = names.filter((name) => name !== file);
  return { file, zip: await crcFilled(left, contents) };
}

export async function addFile({ names, contents }: Files, roll: Dice): Promise<ChangedFiles> {
  const file = `more-${roll(1000)}.txt`;
  const at = roll(names.length + 1);
  const changed = new Map(contents).set(file, utf8(`${roll(1000)}`));
  return { file, zip: await crcFilled(names.toSpliced(at, 0, file), changed) };
}

export interface ChangedRows {
  rows: Uint8Array[];
  /** The only positions that the verifier must name. */
  positions: number[];
}

export function changeRows(
  kind: Extract<ChangeKind, `row${string}`>,
  rows: readonly Uint8Array[],
  roll: Dice,
): ChangedRows {
  const at = roll(rows.length);
  const forged = concat(utf8(`forged ${roll(1_000_000)} `), rows[at] ?? new Uint8Array());
  switch (kind) {
    case 'row-changed':
      return { rows: rows.with(at, forged), positions: [at] };
    case 'row-removed':
      return { rows: rows.toSpliced(at, 1), positions: [at] };
    case 'row-added':
      return { rows: rows.toSpliced(at, 0, forged), positions: [at] };
    case 'rows-reordered': {
      const other = (at + 1 + roll(rows.length - 1)) % rows.length;
      const [one, two] = [rows[at], rows[other]] as [Uint8Array, Uint8Array];
      const positions = [at, other].sort((first, second) => first - second);
      return { rows: rows.with(at, two).with(other, one), positions };
    }
  }
}

/** The entries in the log's bundles; tiles and checkpoint are unchanged. */
export function withRows(
  log: ReadonlyMap<string, Uint8Array>,
  rows: readonly Uint8Array[],
  size: number,
): Map<string, Uint8Array> {
  const files = new Map(log);
  for (let first = 0; first < size; first += 256) {
    const tile = tileOf(0, first, size);
    // Surplus entries go into the last bundle.
    const end = first + 256 >= size ? undefined : first + tile.width;
    files.set(bundlePath(tile), bundleOf(rows.slice(first, end)));
  }
  return files;
}
