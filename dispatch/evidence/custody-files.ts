// The custody log as files in a folder: bundles, tiles and the checkpoint, which is written last. Takes heads and rows of the
// database; files are written atomically, and files missing after a crash are written the next time.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isSame, textOf, utf8 } from '../../evidence/bytes.ts';
import { parseCheckpoint, type Checkpoint } from '../../evidence/checkpoint.ts';
import { firstNeeded, grownFiles } from '../../evidence/grow-files.ts';
import { treeRoot, type TreeReader } from '../../evidence/proofs.ts';
import {
  bundlePath,
  entriesOf,
  hashesOf,
  tileOf,
  tilePath,
  tileWidth,
} from '../../evidence/tiles.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { writeWholeFile, type WholeFileOptions } from '../../host/whole-file.ts';
import type { CustodyHead } from './custody-store.ts';

/** The files do not match the signed head: a row of the database or a file was changed. */
export class LogIsBroken extends Error {}

export interface CustodyFiles {
  /** The checkpoint in the files; null when there are none. */
  checkpoint(): Promise<(Checkpoint & { note: string }) | null>;
  /** Updates the files to a head. @throws LogIsBroken */
  publish(head: CustodyHead, rows: (from: number, to: number) => Promise<string[]>): Promise<void>;
  entries(from: number, to: number): Promise<string[]>;
  read(path: string): Promise<Uint8Array | null>;
  /** For proofs in the tree of a size that was published. Parts of tiles are removed when the tile is full: it has the same hashes. */
  reader(size: number): TreeReader;
}

/** The number of hashes in a full tile, which also limits how much is read and written at once. */
const step = 64 * tileWidth;
/** Several dispatches may write the same log. */
const write: WholeFileOptions = { mode: 0o640, shared: true };
const { sha256 } = nodeCrypto;

export function openCustodyFiles(folder: string): CustodyFiles {
  const read = (path: string) => readOrNull(join(folder, path));
  const reader = (size: number): TreeReader => ({
    sha256,
    size,
    tile: async (tile) => {
      const bytes =
        (await read(tilePath(tile))) ?? (await read(tilePath({ ...tile, width: tileWidth })));
      const hashes = hashesOf(bytes ?? new Uint8Array(0)) ?? [];
      if (hashes.length < tile.width)
        throw new LogIsBroken(`the file ${tilePath(tile)} of the log is missing`);
      return hashes.slice(0, tile.width);
    },
  });
  const checkpoint = async () => {
    const note = textOf((await read('checkpoint')) ?? new Uint8Array(0)) ?? '';
    const parsed = parseCheckpoint(note);
    return parsed === null ? null : { ...parsed, note };
  };
  return {
    checkpoint,
    read,
    reader,
    publish: (head, rows) => publish({ folder, checkpoint, reader, read }, head, rows),
    entries: (from, to) => entriesBetween(folder, from, to),
  };
}

type Folder = Pick<CustodyFiles, 'checkpoint' | 'reader' | 'read'> & { folder: string };

async function publish(
  { folder, checkpoint, reader, read }: Folder,
  head: CustodyHead,
  rows: (from: number, to: number) => Promise<string[]>,
): Promise<void> {
  let from = (await checkpoint())?.size ?? 0;
  const filled: string[] = [];
  while (from < head.size) {
    const to = Math.min(firstNeeded(from) + step, head.size);
    const entries = (await rows(firstNeeded(from), to)).map(utf8);
    for (const { path, bytes } of await grownFiles({ sha256, from, to, entries, read }))
      await writeWholeFile(join(folder, path), bytes, write).then(() => filled.push(path));
    from = to;
  }
  const root = await treeRoot(reader(head.size));
  const signed = parseCheckpoint(head.note);
  if (signed === null || !isSame(signed.root, root))
    throw new LogIsBroken(`the rows of the log do not lead to its head of ${head.size}`);
  await writeWholeFile(join(folder, 'checkpoint'), utf8(head.note), write);
  // Partial tiles that are full by now are no longer needed.
  for (const path of filled.filter((one) => !/\.p\/\d+$/.test(one)))
    await rm(join(folder, `${path}.p`), { recursive: true, force: true });
}

async function entriesBetween(folder: string, from: number, to: number): Promise<string[]> {
  const found: string[] = [];
  for (let first = firstNeeded(from); first < to; first += tileWidth) {
    const tile = tileOf(0, first, to);
    const read = (width: number) => readOrNull(join(folder, bundlePath({ ...tile, width })));
    const bytes = (await read(tile.width)) ?? (await read(tileWidth)) ?? new Uint8Array(0);
    const texts = (entriesOf(bytes) ?? []).slice(0, tile.width).map(textOf);
    found.push(...texts.slice(Math.max(0, from - first)).filter((text) => text !== null));
  }
  if (found.length !== to - from)
    throw new LogIsBroken('entries are missing in the files of the log');
  return found;
}

async function readOrNull(path: string): Promise<Uint8Array | null> {
  return readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  );
}
