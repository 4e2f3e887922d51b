// Stores photos of people, and finds them again. A photo is complete and flushed under its name before its upload is confirmed;
// sent twice, it is one photo. A photo that no report or step uses within a day is removed.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeptPhoto, PhotoRefusal } from '../../contracts/index.ts';
import { createWorkLimit } from '../auth/work-limit.ts';
import type { Clock } from '../../host/clock.ts';
import { cleanPhoto, type CleanPhoto } from './clean-photo.ts';
import { linkFirst } from './link-first.ts';
import type { PhotoEntry, PhotoIndex } from './photo-index.ts';

export type PhotoTaken =
  { ok: true; photo: KeptPhoto } | { ok: false; reason: Exclude<PhotoRefusal, 'too-large'> };

export interface PhotoService {
  take(sent: Buffer, by: string): Promise<PhotoTaken>;
  of(caseId: string): Promise<PhotoEntry[]>;
  /** The path of a photo of a case; null when it does not belong to that case. */
  fileOf(caseId: string, photo: string): Promise<{ folder: string; file: string } | null>;
  /** Removes photos that were unused for a day; returns how many. */
  removeLoose(): Promise<number>;
}

export interface PhotoServiceOptions {
  dataDir: string;
  index: PhotoIndex;
  clock: Clock;
}

/** More than one person has in unsent reports and steps. */
const mostLoose = 60;
export const keepLooseMs = 86_400_000;

export function createPhotoService(options: PhotoServiceOptions): PhotoService {
  const { dataDir, index, clock } = options;
  const decoding = createWorkLimit({ parallel: 1, waiting: 20 });
  return {
    take: async (sent, by) => {
      if (sent.length === 0) return { ok: false, reason: 'empty' };
      if ((await index.countLoose(by)) >= mostLoose)
        return { ok: false, reason: 'too-many-photos' };
      const clean = await decoding.run(() => cleanPhoto(sent));
      if (typeof clean === 'string') return { ok: false, reason: clean };
      return keep(options, { clean, sent, by });
    },
    of: (caseId) => index.of(caseId),
    fileOf: async (caseId, photo) =>
      (await index.find(photo))?.caseId === caseId ? placeOf(dataDir, photo) : null,
    removeLoose: async () => {
      const removed = await index.removeLooseBefore(clock.now() - keepLooseMs);
      for (const photo of removed) await rm(pathOf(dataDir, photo), { force: true });
      return removed.length;
    },
  };
}

interface Taken {
  clean: CleanPhoto;
  sent: Buffer;
  by: string;
}

async function keep(
  { dataDir, index, clock }: PhotoServiceOptions,
  { clean, sent, by }: Taken,
): Promise<PhotoTaken> {
  const { sha256: photo, width, height } = clean;
  const bytes = clean.bytes.length;
  try {
    await writeWhole(pathOf(dataDir, photo), clean.bytes);
  } catch (error) {
    if (isFull(error)) return { ok: false, reason: 'disk-full' };
    throw error;
  }
  const hash = createHash('sha256').update(sent).digest('hex');
  const at = clock.now();
  await index.put({ photo, sent: hash, by, at, bytes, width, height, caseId: null });
  return { ok: true, photo: { photo, bytes, width, height } };
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(part, 'wx', 0o640);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await linkFirst(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

function placeOf(dataDir: string, photo: string) {
  return { folder: join(dataDir, 'photos', photo.slice(0, 2)), file: `${photo}.jpg` };
}

function pathOf(dataDir: string, photo: string): string {
  const { folder, file } = placeOf(dataDir, photo);
  return join(folder, file);
}

function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'ENOSPC' || code === 'EDQUOT';
}
