// The evidence folder: picture and clip of each opening of an incident as files, with an index in the store. The first file of a
// name stays until retention deletes it; the same file may arrive again, and another one is put aside, where it is not shown but
// not lost. Uploads may arrive before the alert of their incident.
import { randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Clock } from '../../host/clock.ts';
import { codeOf } from '../../host/error-code.ts';
import { isDeleted, type MediaEntry, type MediaIndex, type MediaKey } from './media-index.ts';
import { createBlurredPictures } from './blur/blurred-pictures.ts';
import { createConvertedClips } from './converted-clips.ts';
import { draftOf } from './custody-draft.ts';
import { describeFile, type WholeFile } from './describe-file.ts';
import { createFileCheck, type FileState } from './kept-as-received.ts';
import { linkFirst } from './link-first.ts';
import { clipFaultText, type ClipFinding } from '../../contracts/index.ts';
import { mediaKinds, type MediaRefusal } from './media.ts';
import { findNoClip, keepNoClip, type NoteKept } from './no-clips.ts';
import { pathNameOf } from './path-name.ts';
import { readClip } from './read-clip.ts';
import { receivePart } from './receive-file.ts';
import { createSmallPictures } from './small-pictures.ts';

/**
 * `first`: this file is used. `repeated`: it is already stored. `aside`: another file is used; this one is stored but not shown.
 */
export type KeptAs = 'first' | 'repeated' | 'aside';
export type MediaUpload =
  | { ok: true; sha256: string; as: KeptAs }
  /** `detail`: where the file is damaged. */
  | { ok: false; reason: MediaRefusal; detail?: string };

export interface FileOfEdge extends WholeFile {
  /** The key of the edge that signed it; null when none did. */
  edgeKey?: string | null;
}

export interface StoredMedia {
  folder: string;
  file: string;
  contentType: string;
}

export interface EvidenceStore {
  /** A file that arrives in one piece. */
  put(key: MediaKey, source: AsyncIterable<Uint8Array>): Promise<MediaUpload>;
  /** Stores a complete, flushed file from `path` on the same disk; the file at `path` stays. */
  keep(key: MediaKey, path: string, file: FileOfEdge): Promise<MediaUpload>;
  find(key: MediaKey): Promise<StoredMedia | null>;
  /** Whether the file is still the received one; null when none is stored. */
  state(key: MediaKey): Promise<FileState | null>;
  /** Whether a stored file exists, without reading it; null when none is stored. */
  isOnDisk(key: MediaKey): Promise<boolean | null>;
  /** The file in use under this key. */
  entry(key: MediaKey): Promise<MediaEntry | null>;
  /** Stores a note that this opening gets no clip, and why, from a complete, flushed file at `path`, which stays. */
  keepNoClip(key: Omit<MediaKey, 'name'>, path: string): Promise<NoteKept>;
  /** The content and gaps of the clip of this opening, or why there is none; null while unknown. */
  clip(key: Omit<MediaKey, 'name'>): Promise<ClipFinding | null>;
  /** Removes the file from the disk, with its smaller forms and the files that were put aside for it. */
  remove(key: MediaKey): Promise<void>;
}

export interface EvidenceOptions {
  dataDir: string;
  index: MediaIndex;
  clock: Clock;
}

export function createEvidenceStore(options: EvidenceOptions): EvidenceStore {
  const { dataDir, index } = options;
  const check = createFileCheck();
  return {
    put: async (key, source) => {
      const target = placeOf(dataDir, key);
      if (target === null) return { ok: false, reason: 'bad-name' };
      await mkdir(dirname(target), { recursive: true });
      const part = `${target}.${randomUUID()}.part`;
      try {
        const received = await receivePart(source, part, mediaKinds[key.name]);
        return received.ok ? await keep(options, key, { path: part, file: received }) : received;
      } finally {
        await rm(part, { force: true });
      }
    },
    keep: (key, path, file) => keep(options, key, { path, file }),
    keepNoClip: async (key, path) => {
      const target = noClipPlaceOf(dataDir, key);
      return target === null
        ? { ok: false, detail: 'its incident has a bad name' }
        : keepNoClip(path, target);
    },
    find: (key) => find(options, key),
    clip: (key) => findClip(options, key),
    state: async (key) => {
      const [found, entry] = [await find(options, key), await index.find(key)];
      if (found === null || entry === null) return null;
      const received = await index.received(key);
      // An attacker who can change files can often change the index too, but not the log.
      if (received !== null && received !== entry.sha256) return 'changed';
      return check(join(found.folder, found.file), entry.sha256);
    },
    isOnDisk: async (key) => {
      const found = await find(options, key);
      return found && access(join(found.folder, found.file)).then(isThere, () => false);
    },
    entry: (key) => index.find(key),
    remove: (key) => remove(dataDir, key),
  };
}

function isThere(): boolean {
  return true;
}

async function findClip(
  options: EvidenceOptions,
  { incidentId, opening }: Omit<MediaKey, 'name'>,
): Promise<ClipFinding | null> {
  const found = await find(options, { incidentId, opening, name: 'clip' });
  if (found === null) return noClip(options.dataDir, { incidentId, opening });
  return readClip(join(found.folder, found.file)).catch((error: unknown) => {
    // In the index but not on the disk: playing it reports that.
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
}

async function noClip(dataDir: string, key: Omit<MediaKey, 'name'>): Promise<ClipFinding | null> {
  const place = noClipPlaceOf(dataDir, key);
  const coverage = place === null ? null : await findNoClip(place);
  return coverage && { coverage, fault: null };
}

async function find(
  { dataDir, index }: EvidenceOptions,
  key: MediaKey,
): Promise<StoredMedia | null> {
  const target = placeOf(dataDir, key);
  const known = target === null ? null : await index.find(key);
  if (target === null || known === null || isDeleted(known)) return null;
  const { file, contentType } = mediaKinds[key.name];
  return { folder: dirname(target), file, contentType };
}

async function keep(
  options: EvidenceOptions,
  key: MediaKey,
  { path, file }: { path: string; file: FileOfEdge },
): Promise<MediaUpload> {
  const { dataDir, index, clock } = options;
  const target = placeOf(dataDir, key);
  if (target === null) return { ok: false, reason: 'bad-name' };
  const aside = () => putAside(options, key, { target, path, file });
  const fault = key.name === 'clip' ? (await readClip(path)).fault : null;
  if (fault !== null) return { ok: false, reason: 'wrong-content', detail: clipFaultText(fault) };
  const { sha256 } = file;
  const known = await index.find(key);
  // A deleted file stays deleted, also when an edge sends it again much later.
  if (known !== null && isDeleted(known)) return { ok: true, sha256, as: 'repeated' };
  if (known !== null && known.sha256 !== sha256) return aside();
  const isFirst = await linkFirst(path, target);
  // A crash may have happened between the file and its entry: the file on the disk was first.
  const held = isFirst ? file : await describeFile(target);
  const { incidentId, opening, name } = key;
  const whole = { sha256: held.sha256, bytes: held.bytes };
  const kept = { incidentId, opening, name, ...whole, at: clock.now() };
  const received = { ...whole, ...(held.sha256 === sha256 && { edgeKey: file.edgeKey ?? null }) };
  const entry = await index.put(kept, receivedNote(options, key, received));
  if (entry.sha256 !== sha256) return aside();
  return { ok: true, sha256, as: known === null && isFirst ? 'first' : 'repeated' };
}

async function remove(dataDir: string, key: MediaKey): Promise<void> {
  const target = placeOf(dataDir, key);
  if (target === null) return;
  const [folder, file] = [dirname(target), basename(target)];
  await createSmallPictures(dataDir).forget({ folder, file });
  await createBlurredPictures(dataDir).forget({ folder, file });
  await createConvertedClips(dataDir).forget({ folder, file });
  const aside = join(folder, 'aside');
  const others = (await readdir(aside).catch(() => [])).filter(
    (name) => extname(name) === extname(file),
  );
  for (const path of [...others.map((name) => join(aside, name)), target])
    await rm(path, { force: true });
}

interface Aside {
  /** The path of the file in use. */
  target: string;
  path: string;
  file: FileOfEdge;
}

async function putAside(
  options: EvidenceOptions,
  key: MediaKey,
  { target, path, file }: Aside,
): Promise<MediaUpload> {
  const { sha256 } = file;
  const place = join(dirname(target), 'aside', `${sha256}${extname(target)}`);
  if (await linkFirst(path, place))
    await options.index.note(receivedNote(options, key, file, 'refused'));
  return { ok: true, sha256, as: 'aside' };
}

/** The custody log has the hash of the received file, so that a change of both the file and its index entry is noticed. */
function receivedNote(
  { clock }: EvidenceOptions,
  { incidentId, opening, name }: MediaKey,
  { sha256, bytes, edgeKey = null }: FileOfEdge,
  outcome: 'done' | 'refused' = 'done',
) {
  return draftOf({
    at: clock.now(),
    act: 'file-received',
    outcome,
    subject: { incident: incidentId, opening: String(opening), file: name },
    details: {
      ...{ sha256, bytes },
      ...(edgeKey !== null && { key: edgeKey }),
      ...(outcome === 'refused' && { refusal: 'another-counts' }),
    },
  });
}

function noClipPlaceOf(dataDir: string, key: Omit<MediaKey, 'name'>): string | null {
  const clip = placeOf(dataDir, { ...key, name: 'clip' });
  return clip && join(dirname(clip), 'no-clip.json');
}

/** Files of the first opening are where earlier releases stored them. */
function placeOf(dataDir: string, { incidentId, opening, name }: MediaKey): string | null {
  const folder = pathNameOf(incidentId);
  if (folder === null) return null;
  const { file } = mediaKinds[name];
  const incident = join(dataDir, 'incidents', folder);
  return opening === 1 ? join(incident, file) : join(incident, 'openings', String(opening), file);
}
