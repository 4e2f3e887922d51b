// The uploaded observation logs, as files of blocks. Each upload is fully checked before it is stored, so that stored blocks can
// be concatenated and read. A repeat replaces the earlier upload. Later the files of an hour are joined, so that two weeks of a
// camera are some hundred files instead of ten thousand.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Fault } from '../../contracts/index.ts';
import { createBlockCheck, type CheckBlock } from '../../observation-log/index.ts';
import type { MediaKind } from '../evidence/media.ts';
import { receiveFile } from '../evidence/receive-file.ts';
import { blockRange, type ByteRange } from './block-range.ts';
import { planJoins } from './plan-joins.ts';
import {
  joinedPlace,
  openTimedFiles,
  removeFile,
  sizeOf,
  withoutContained,
  type TimedFile,
} from './timed-files.ts';

export interface Stretch {
  /** Epoch ms, both inclusive. */
  from: number;
  to: number;
  bytes: number;
}

export type KeptLog = { ok: true } | { ok: false; faults: Fault[] };

export interface ObservationStore {
  put(cameraId: string, span: { from: number; to: number }, log: Uint8Array): Promise<KeptLog>;
  /** Blocks that touch `from` (inclusive) to `to` (exclusive), oldest first, and their size in bytes. */
  read(cameraId: string, from: number, to: number): Promise<{ bytes: number; log: Readable }>;
  /** The covered time spans; adjacent ones are joined. */
  stretches(cameraId: string): Promise<Stretch[]>;
  removeBefore(at: number): Promise<number>;
  /**
   * Joins the files of hours that ended before `at`, and removes files joined by an earlier call: readers have that long to
   * finish. Returns the number of files made.
   */
  joinBefore(at: number): Promise<number>;
}

export const maxUploadBytes = 8 * 1024 * 1024;
/** Blocks this close have no gap: frames come every few seconds. */
const joinedWithinMs = 60_000;

export function openObservationStore(dataDir: string): ObservationStore {
  const files = openTimedFiles(join(dataDir, 'observations'), '.fwlog');
  const check = createBlockCheck();
  return {
    put: async (cameraId, { from, to }, log) => {
      const faults = faultsOfLog(check, log, { cameraId, from, to });
      if (faults.length > 0) return { ok: false, faults };
      const { folder, file } = files.placeOf(cameraId, from, to);
      await receiveFile(Readable.from([log]), join(folder, file), checkedLog);
      return { ok: true };
    },
    read: async (cameraId, from, to) => {
      const found = await files.within(cameraId, from, to);
      const parts = await Promise.all(found.map((file) => partOf(file, from, to)));
      const bytes = parts.reduce((sum, { start, end }) => sum + end - start, 0);
      return { bytes, log: Readable.from(chunksOf(parts), { objectMode: false }) };
    },
    stretches: async (cameraId) =>
      joinStretches(await withSizes(await files.within(cameraId, 0, Infinity))),
    removeBefore: (at) => files.removeBefore(at),
    joinBefore: async (at) => {
      let made = 0;
      for (const ofCamera of await files.all()) made += await joinFiles(ofCamera, at);
      return made;
    },
  };
}

async function joinFiles(all: readonly TimedFile[], before: number): Promise<number> {
  const current = withoutContained(all);
  const kept = new Set(current);
  for (const file of all) if (!kept.has(file)) await removeFile(file);
  let made = 0;
  for (const row of planJoins(current, before)) {
    const { folder, file } = joinedPlace(row);
    const parts = await Promise.all(row.map((part) => partOf(part, 0, Infinity)));
    // The file gets its name only when it is complete and flushed. Until then, and after a crash, its parts exist.
    const joined = await receiveFile(chunksOf(parts), join(folder, file), joinedLog);
    if (joined.ok) made += 1;
  }
  return made;
}

/**
 * The faults of an upload: every block must be complete, of this camera and in order, and the blocks must fill exactly the
 * span.
 */
export function faultsOfLog(
  check: CheckBlock,
  log: Uint8Array,
  expected: { cameraId: string; from: number; to: number },
): Fault[] {
  let from: number | null = null;
  let last = -1;
  for (let offset = 0; offset < log.length;) {
    const block = check(log, offset);
    if (!block.ok) return fault('', block.fault.message);
    const { head } = block;
    if (head.cameraId !== expected.cameraId)
      return fault('cameraId', `expected "${expected.cameraId}", got "${head.cameraId}"`);
    if (head.from <= last) return fault('from', `expected later than ${last}, got ${head.from}`);
    from ??= head.from;
    last = head.to;
    offset += block.bytes.length;
  }
  if (from !== expected.from)
    return fault('from', `expected ${expected.from}, got ${from ?? 'nothing'}`);
  return last === expected.to ? [] : fault('to', `expected ${expected.to}, got ${last}`);
}

/** Adjacent spans joined; overlapping ones count with all their bytes. */
export function joinStretches(parts: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const { from, to, bytes } of parts) {
    const last = joined.at(-1);
    if (last && from - last.to <= joinedWithinMs) {
      last.to = Math.max(last.to, to);
      last.bytes += bytes;
    } else joined.push({ from, to, bytes });
  }
  return joined;
}

const checkedLog: MediaKind = {
  file: 'observations.fwlog',
  contentType: 'application/octet-stream',
  maxBytes: maxUploadBytes,
  magicBytes: 0,
  hasMagic: () => true,
};

const joinedLog: MediaKind = { ...checkedLog, maxBytes: Infinity };

async function withSizes(files: readonly TimedFile[]): Promise<(TimedFile & Stretch)[]> {
  return Promise.all(files.map(async (file) => ({ ...file, bytes: await sizeOf(file) })));
}

interface FilePart extends ByteRange {
  path: string;
}

/** The part of a file that touches the span; the whole file without reading it when it lies within the span. */
async function partOf(file: TimedFile, from: number, to: number): Promise<FilePart> {
  const path = join(file.folder, file.file);
  if (file.from >= from && file.to < to) return { path, start: 0, end: await sizeOf(file) };
  const bytes = await readFile(path).catch(() => new Uint8Array());
  return { path, ...blockRange(bytes, from, to) };
}

/** Files are never changed, only replaced as a whole, so the counted bytes are the sent bytes. */
async function* chunksOf(parts: readonly FilePart[]): AsyncGenerator<Uint8Array> {
  for (const { path, start, end } of parts)
    if (start < end)
      yield* createReadStream(path, { start, end: end - 1 }) as AsyncIterable<Uint8Array>;
}

function fault(path: string, message: string): Fault[] {
  return [{ path, message }];
}
