// The observation logs that edges upload, as files of blocks. Each upload is checked whole before it is kept, so that what
// is served can be put one after the other and read. A repeat replaces what it repeats. Later the files of an hour become
// one, so that two weeks of a camera are some hundred files and not ten thousand.
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
  /** Blocks that touch `from` (inclusive) to `to` (exclusive), oldest first, and how many bytes they are. */
  read(cameraId: string, from: number, to: number): Promise<{ bytes: number; log: Readable }>;
  /** What there is, neighbours joined. */
  stretches(cameraId: string): Promise<Stretch[]>;
  removeBefore(at: number): Promise<number>;
  /**
   * Joins the files of hours that ended before `at`, and removes those that an earlier call has joined: who reads has that
   * long to end. Gives how many files it made.
   */
  joinBefore(at: number): Promise<number>;
}

export const maxUploadBytes = 8 * 1024 * 1024;
/** Blocks so near to each other leave out nothing: a frame comes every few seconds. */
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
    // Under its name only when it is whole and on disk: until then, and after a crash, its parts are there.
    const joined = await receiveFile(chunksOf(parts), join(folder, file), joinedLog);
    if (joined.ok) made += 1;
  }
  return made;
}

/** What is wrong with an upload: every block must be whole, of this camera, in order, and fill just the span. */
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
      return fault('cameraId', `expected "${expected.cameraId}", came "${head.cameraId}"`);
    if (head.from <= last) return fault('from', `expected later than ${last}, came ${head.from}`);
    from ??= head.from;
    last = head.to;
    offset += block.bytes.length;
  }
  if (from !== expected.from)
    return fault('from', `expected ${expected.from}, came ${from ?? 'nothing'}`);
  return last === expected.to ? [] : fault('to', `expected ${expected.to}, came ${last}`);
}

/** Neighbours joined to one; what overlaps counts with all its bytes. */
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

/** What of a file touches the span; all of it without a look when it lies within. */
async function partOf(file: TimedFile, from: number, to: number): Promise<FilePart> {
  const path = join(file.folder, file.file);
  if (file.from >= from && file.to < to) return { path, start: 0, end: await sizeOf(file) };
  const bytes = await readFile(path).catch(() => new Uint8Array());
  return { path, ...blockRange(bytes, from, to) };
}

/** Files are never changed, only replaced whole: what was counted is what is sent. */
async function* chunksOf(parts: readonly FilePart[]): AsyncGenerator<Uint8Array> {
  for (const { path, start, end } of parts)
    if (start < end)
      yield* createReadStream(path, { start, end: end - 1 }) as AsyncIterable<Uint8Array>;
}

function fault(path: string, message: string): Fault[] {
  return [{ path, message }];
}
