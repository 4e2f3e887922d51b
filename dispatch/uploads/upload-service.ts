// Receives files from edges in pieces and returns receipts. The receipt `kept` is returned only when the file is complete,
// matches the edge's hash, is flushed to disk under its name and is in the index; nothing is removed before that. The protocol is
// in contracts/upload.ts.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { UploadReceipt, UploadQuery } from '../../contracts/index.ts';
import type { CameraWall } from '../cameras/camera-wall.ts';
import type { Past } from '../history/open-history.ts';
import { thumbnailKind } from '../history/thumbnail-store.ts';
import { maxUploadBytes } from '../history/observation-store.ts';
import type { FileAdmission } from '../evidence/admit-file.ts';
import { describeFile } from '../evidence/describe-file.ts';
import type { EvidenceStore, FileOfEdge, MediaUpload } from '../evidence/evidence-store.ts';
import { mediaKinds } from '../evidence/media.ts';
import { mostNoteBytes } from '../evidence/no-clips.ts';
import type { PartialFiles } from '../evidence/partial-files.ts';
import type { FileGate, FromWhere } from './file-gate.ts';

export interface UploadService {
  /** How much of a file is here. */
  ask(coming: ComingFile): Promise<UploadReceipt>;
  /** A piece of a file. */
  take(coming: ComingFile, piece: Readable): Promise<UploadReceipt>;
}

export interface ComingFile {
  sha256: string;
  query: UploadQuery;
  /** The sender, as far as the request names it. */
  from: FromWhere;
}

export interface UploadServiceParts {
  evidence: EvidenceStore;
  past: Past;
  wall: Pick<CameraWall, 'has'>;
  partials: PartialFiles;
  gate: FileGate;
}

export function createUploadService(parts: UploadServiceParts): UploadService {
  return {
    ask: async (coming) => {
      const first = await letIn(parts, coming);
      if (!first.ok) return first.receipt;
      return settle(parts, first, await parts.partials.have(keyOf(coming)));
    },
    take: async (coming, piece) => {
      const first = await letIn(parts, coming);
      if (!first.ok) {
        piece.resume();
        return first.receipt;
      }
      const { offset, bytes: limit } = coming.query;
      const added = { offset, limit, source: piece };
      return settle(parts, first, await parts.partials.append(keyOf(coming), added));
    },
  };
}

type Coming = Pick<ComingFile, 'sha256' | 'query'> & { edgeKey: string | null };
type LetIn = (Coming & { ok: true }) | { ok: false; receipt: UploadReceipt };

/** Before anything of it is written. */
async function letIn(
  parts: UploadServiceParts,
  { sha256, query, from }: ComingFile,
): Promise<LetIn> {
  const named = { receipt: 'fencewatch', sha256 } as const;
  const unfit = refusedBySize(sha256, query);
  if (unfit !== null) return { ok: false, receipt: unfit };
  const admission = await admitted(parts, { sha256, query, from });
  if (!admission.ok) {
    const { state, reason } = admission;
    const receipt =
      state === 'waits'
        ? ({ ...named, state, reason } as const)
        : ({ ...named, state, reason, detail: '' } as const);
    return { ok: false, receipt };
  }
  const receipt = await answerAtOnce(parts, sha256, query);
  return receipt === null
    ? { ok: true, sha256, query, edgeKey: admission.key }
    : { ok: false, receipt };
}

async function admitted(
  { gate }: UploadServiceParts,
  { sha256, query, from }: ComingFile,
): Promise<FileAdmission> {
  if ('cameraId' in query) return { ok: true, key: null };
  const { kind, incidentId, opening, bytes } = query;
  return gate.judge({ kind, incidentId, opening, sha256, bytes }, from);
}

function refusedBySize(sha256: string, { kind, bytes }: UploadQuery): UploadReceipt | null {
  const named = { receipt: 'fencewatch', sha256, state: 'refused' } as const;
  if (bytes === 0) return { ...named, reason: 'empty', detail: '' };
  if (bytes <= maxBytes[kind]) return null;
  return { ...named, reason: 'too-large', detail: `over ${maxBytes[kind]}` };
}

/** The answers that do not depend on the content. */
async function answerAtOnce(
  { evidence, wall }: UploadServiceParts,
  sha256: string,
  query: UploadQuery,
): Promise<UploadReceipt | null> {
  const { bytes } = query;
  const named = { receipt: 'fencewatch', sha256 } as const;
  if ('cameraId' in query)
    return wall.has(query.cameraId) ? null : { ...named, state: 'waits', reason: 'unknown-camera' };
  // It is small, and writing it again does no harm.
  if (query.kind === 'no-clip') return null;
  const entry = await evidence.entry(mediaKeyOf(query));
  // Deleted by retention: the edge need not send it again.
  if (entry !== null && (entry.deletedAt ?? null) !== null)
    return { ...named, state: 'kept', bytes, as: 'repeated' };
  if (entry?.sha256 !== sha256) return null;
  // The index has it; the file must exist too.
  const found = await evidence.find(mediaKeyOf(query));
  const isThere = found !== null && (await hasSize(`${found.folder}/${found.file}`, entry.bytes));
  return isThere ? { ...named, state: 'kept', bytes: entry.bytes, as: 'repeated' } : null;
}

/** A complete file is stored; for any other the edge is told how much is here. */
async function settle(
  parts: UploadServiceParts,
  coming: Coming,
  have: number,
): Promise<UploadReceipt> {
  const { sha256, query, edgeKey } = coming;
  const named = { receipt: 'fencewatch', sha256 } as const;
  const key = keyOf(coming);
  if (have < query.bytes) return { ...named, state: 'partial', have };
  const path = parts.partials.pathOf(key);
  const file = await describeFile(path);
  if (file.sha256 !== sha256 || file.bytes !== query.bytes) {
    // It was changed in transit or by a power cut: the partial file is useless, and the edge starts again.
    await parts.partials.remove(key);
    return { ...named, state: 'partial', have: 0 };
  }
  await parts.partials.sync(key);
  const taken = await keep(parts, query, path, { ...file, edgeKey });
  await parts.partials.remove(key);
  if (taken.ok) return { ...named, state: 'kept', bytes: file.bytes, as: taken.as };
  const { reason, detail = '' } = taken;
  return { ...named, state: 'refused', reason, detail: detail.slice(0, 2000) };
}

type Refused = {
  ok: false;
  reason: (UploadReceipt & { state: 'refused' })['reason'];
  detail?: string;
};
type Taken = { ok: true; as: 'first' | 'repeated' | 'aside' } | Refused;

async function keep(
  { evidence, past }: UploadServiceParts,
  query: UploadQuery,
  path: string,
  file: FileOfEdge,
): Promise<Taken> {
  switch (query.kind) {
    case 'picture':
    case 'clip':
      if (!(await beginsAs(path, query.kind))) return { ok: false, reason: 'wrong-content' };
      return asTaken(await evidence.keep(mediaKeyOf(query), path, file));
    case 'no-clip': {
      const kept = await evidence.keepNoClip(query, path);
      return kept.ok ? kept : { ok: false, reason: 'invalid', detail: kept.detail };
    }
    case 'thumbnail': {
      const { cameraId, at } = query;
      const received = await past.thumbnails.put(cameraId, at, createReadStream(path));
      return received.ok ? { ok: true, as: 'first' } : received;
    }
    case 'observations': {
      const { cameraId, from, to } = query;
      const kept = await past.observations.put(cameraId, { from, to }, await readFile(path));
      if (kept.ok) return { ok: true, as: 'first' };
      const detail = kept.faults.map((fault) => `${fault.path}: ${fault.message}`).join('; ');
      return { ok: false, reason: 'invalid', detail };
    }
  }
}

function asTaken(upload: MediaUpload): Taken {
  return upload.ok ? { ok: true, as: upload.as } : upload;
}

const maxBytes: Record<UploadQuery['kind'], number> = {
  picture: mediaKinds.picture.maxBytes,
  clip: mediaKinds.clip.maxBytes,
  'no-clip': mostNoteBytes,
  thumbnail: thumbnailKind.maxBytes,
  observations: maxUploadBytes,
};

function mediaKeyOf({ kind, incidentId, opening }: UploadQuery & { kind: 'picture' | 'clip' }) {
  return { incidentId, opening, name: kind };
}

/** One file per uploaded item: two openings may have the same picture. */
function keyOf({ sha256, query }: Pick<ComingFile, 'sha256' | 'query'>): string {
  const names = Object.keys(query).filter((name) => name !== 'offset');
  const what = names.sort().map((name) => [name, query[name as keyof UploadQuery]]);
  return createHash('sha256')
    .update(JSON.stringify([sha256, ...what]))
    .digest('hex');
}

async function beginsAs(path: string, kind: 'picture' | 'clip'): Promise<boolean> {
  const { magicBytes, hasMagic } = mediaKinds[kind];
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(magicBytes);
    const { bytesRead } = await file.read(start, 0, magicBytes, 0);
    return bytesRead === magicBytes && hasMagic(start);
  } finally {
    await file.close();
  }
}

async function hasSize(path: string, bytes: number): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return false;
  try {
    return (await file.stat()).size === bytes;
  } finally {
    await file.close();
  }
}
