// The observation logs that edges upload, as files of blocks. Each upload is checked whole before it is kept, so that what
// is served can be put one after the other and read. A repeat replaces what it repeats.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Fault } from '../../contracts/index.ts';
import { createBlockCheck, type CheckBlock } from '../../geofences/log/block.ts';
import type { MediaKind } from '../evidence/media.ts';
import { receiveFile } from '../evidence/receive-file.ts';
import { openTimedFiles, sizeOf, type TimedFile } from './timed-files.ts';

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
      const found = await withSizes(await files.within(cameraId, from, to));
      const bytes = found.reduce((sum, one) => sum + one.bytes, 0);
      return { bytes, log: Readable.from(chunksOf(found), { objectMode: false }) };
    },
    stretches: async (cameraId) =>
      joinStretches(await withSizes(await files.within(cameraId, 0, Infinity))),
    removeBefore: (at) => files.removeBefore(at),
  };
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

type SizedFile = TimedFile & Stretch;

async function withSizes(files: readonly TimedFile[]): Promise<SizedFile[]> {
  return Promise.all(files.map(async (file) => ({ ...file, bytes: await sizeOf(file) })));
}

/** Files are never changed, only replaced whole: what was counted is what is sent. */
async function* chunksOf(files: readonly SizedFile[]): AsyncGenerator<Uint8Array> {
  for (const { folder, file, bytes } of files)
    if (bytes > 0) yield* createReadStream(join(folder, file)) as AsyncIterable<Uint8Array>;
}

function fault(path: string, message: string): Fault[] {
  return [{ path, message }];
}
