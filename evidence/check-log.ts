// Checks a copy of the custody log without dispatch: the checkpoint, every row, every tile, and earlier checkpoints. Takes a
// function that reads files of the copy, and the public keys; returns findings with file and row, none when the copy is intact.
import { isSame } from './bytes.ts';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { compareRows, type RowFinding } from './compare-rows.ts';
import { append, emptyFrontier, rootOf } from './frontier.ts';
import { leafHash, rootOfRow } from './merkle.ts';
import { checkNote, type Crypto, type NamedKey, type NoteState } from './signed-note.ts';
import {
  bundlePath,
  entriesOf,
  hashesAt,
  hashesOf,
  tileOf,
  tilePath,
  tileWidth,
  type Tile,
} from './tiles.ts';

export type LogFinding =
  | { what: 'checkpoint'; state: Exclude<NoteState, 'signed'> | 'missing' | 'no-checkpoint' }
  | { what: 'file-missing' | 'file-unreadable' | 'tile-changed'; file: string }
  | (RowFinding & { file: string })
  /** The rows agree with the tiles, but not with the signed checkpoint. */
  | { what: 'tree-differs'; size: number }
  /** Two signed checkpoints that cannot belong to one log. */
  | { what: 'forked'; older: number; newer: number }
  /** The log is shorter than it was. */
  | { what: 'rolled-back'; older: number; newer: number }
  | { what: 'other-log'; origin: string };

export interface LogCheck {
  findings: LogFinding[];
  /** The checkpoint of the copy; null when its signature is not valid. */
  checkpoint: Checkpoint | null;
  /** Readable rows in the order of the log. */
  entries: Uint8Array[];
}

export interface LogCopy {
  crypto: Crypto;
  keys: readonly NamedKey[];
  /** Null when there is no such file. */
  read: (path: string) => Promise<Uint8Array | null>;
  /** Signed checkpoints that the auditor kept from earlier checks. */
  earlier?: readonly string[];
}

export async function checkLog(copy: LogCopy): Promise<LogCheck> {
  const head = await readHead(copy);
  if ('findings' in head) return head;
  const { checkpoint } = head;
  const rows = await readRows(copy, checkpoint.size);
  const findings = [...rows.findings, ...(await judge(copy, checkpoint, rows))];
  const leaves = rows.entries.map((entry) => leafHash(copy.crypto.sha256, entry));
  for (const note of copy.earlier ?? [])
    findings.push(...(await checkEarlier(copy, { note, checkpoint, leaves })));
  return { findings, checkpoint, entries: rows.entries };
}

async function readHead({ crypto, keys, read }: LogCopy) {
  const bytes = await read('checkpoint');
  const failed = (state: (LogFinding & { what: 'checkpoint' })['state']): LogCheck => ({
    findings: [{ what: 'checkpoint', state }],
    checkpoint: null,
    entries: [],
  });
  if (bytes === null) return failed('missing');
  const note = new TextDecoder().decode(bytes);
  const state = await checkNote(crypto, note, keys);
  if (state !== 'signed') return failed(state);
  const checkpoint = parseCheckpoint(note);
  return checkpoint === null ? failed('no-checkpoint') : { checkpoint };
}

interface Rows {
  findings: LogFinding[];
  entries: Uint8Array[];
  /** The hashes in the tiles of level 0; null when a tile cannot be read. */
  tiled: Uint8Array[] | null;
}

async function readRows(copy: LogCopy, size: number): Promise<Rows> {
  const rows: Rows = { findings: [], entries: [], tiled: [] };
  for (let first = 0; first < size; first += tileWidth) {
    const tile = tileOf(0, first, size);
    const bundle = await readPart(copy, rows, bundlePath(tile), entriesOf);
    rows.entries.push(...(bundle ?? []));
    const hashes = await readPart(copy, rows, tilePath(tile), hashesOf);
    if (hashes?.length !== tile.width) rows.tiled = null;
    else rows.tiled?.push(...hashes);
    if (hashes !== null && hashes.length !== tile.width)
      rows.findings.push({ what: 'tile-changed', file: tilePath(tile) });
  }
  return rows;
}

async function readPart<T>(
  { read }: LogCopy,
  { findings }: Rows,
  file: string,
  parse: (bytes: Uint8Array) => T | null,
): Promise<T | null> {
  const bytes = await read(file);
  const parsed = bytes === null ? null : parse(bytes);
  if (parsed === null)
    findings.push({ what: bytes === null ? 'file-missing' : 'file-unreadable', file });
  return parsed;
}

/**
 * If the rows hash to the signed root, the rows are right and only the tiles are checked. Otherwise, if the tiles hash to it, they
 * show which rows are wrong.
 */
async function judge(copy: LogCopy, head: Checkpoint, rows: Rows): Promise<LogFinding[]> {
  const { sha256 } = copy.crypto;
  const leaves = rows.entries.map((entry) => leafHash(sha256, entry));
  const isSigned = (hashes: readonly Uint8Array[]) =>
    hashes.length === head.size &&
    isSame(rootOf(sha256, append(sha256, emptyFrontier, hashes)), head.root);
  if (isSigned(leaves)) return checkTiles(copy, head.size, leaves);
  const { tiled } = rows;
  if (tiled === null || !isSigned(tiled))
    return rows.findings.length > 0 ? [] : [{ what: 'tree-differs', size: head.size }];
  // The rows of an unreadable bundle were not removed, and the bundle is reported already.
  if (rows.findings.length > 0) return [];
  return compareRows(tiled, leaves).map((finding) => ({
    ...finding,
    file: bundlePath(tileOf(0, Math.min(finding.position, head.size - 1), head.size)),
  }));
}

async function checkTiles(
  copy: LogCopy,
  size: number,
  leaves: readonly Uint8Array[],
): Promise<LogFinding[]> {
  const findings: LogFinding[] = [];
  let row = leaves;
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    for (let first = 0; first < row.length; first += tileWidth) {
      const tile = tileOf(level, first, size);
      const finding = await checkTile(copy, tile, row.slice(first, first + tile.width));
      if (finding !== null) findings.push(finding);
    }
    row = rowAbove(copy, row);
  }
  return findings;
}

async function checkTile(
  { read }: LogCopy,
  tile: Tile,
  hashes: readonly Uint8Array[],
): Promise<LogFinding | null> {
  const file = tilePath(tile);
  const bytes = await read(file);
  // Level 0 was read before, so a missing tile there is reported already.
  if (bytes === null) return tile.level === 0 ? null : { what: 'file-missing', file };
  const held = hashesOf(bytes) ?? [];
  const isRight = held.length === hashes.length && held.every((one, at) => same(one, hashes[at]));
  if (isRight || (tile.level === 0 && held.length !== hashes.length)) return null;
  return { what: 'tile-changed', file };
}

function same(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && isSame(one, other);
}

function rowAbove({ crypto }: LogCopy, row: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: Math.floor(row.length / tileWidth) }, (_, at) =>
    rootOfRow(crypto.sha256, row.slice(at * tileWidth, (at + 1) * tileWidth)),
  );
}

interface Earlier {
  note: string;
  checkpoint: Checkpoint;
  leaves: readonly Uint8Array[];
}

async function checkEarlier(
  copy: LogCopy,
  { note, checkpoint, leaves }: Earlier,
): Promise<LogFinding[]> {
  const state = await checkNote(copy.crypto, note, copy.keys);
  const older = parseCheckpoint(note);
  if (state !== 'signed' || older === null)
    return [{ what: 'checkpoint', state: state === 'signed' ? 'no-checkpoint' : state }];
  if (older.origin !== checkpoint.origin) return [{ what: 'other-log', origin: older.origin }];
  const sizes = { older: older.size, newer: checkpoint.size };
  if (older.size > checkpoint.size) return [{ what: 'rolled-back', ...sizes }];
  if (older.size === checkpoint.size)
    return isSame(older.root, checkpoint.root) ? [] : [{ what: 'forked', ...sizes }];
  const { sha256 } = copy.crypto;
  const then = append(sha256, emptyFrontier, leaves.slice(0, older.size));
  return then.size === older.size && isSame(rootOf(sha256, then), older.root)
    ? []
    : [{ what: 'forked', ...sizes }];
}
