// Small pictures for phones on a slow line. Takes the path of a picture and a width; returns the path of the small picture, made
// once and kept. A picture that cannot be scaled is returned unchanged.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { createWorkLimit } from '../auth/work-limit.ts';

export interface LyingFile {
  folder: string;
  file: string;
}

export interface SmallPictures {
  of(picture: LyingFile, width: number): Promise<LyingFile>;
  /** Removes its small pictures; to be called while the picture still exists. */
  forget(picture: LyingFile): Promise<void>;
}

/** The size of the largest camera pictures; more is a decompression bomb. */
const mostPixels = 120_000_000;

export function createSmallPictures(dataDir: string): SmallPictures {
  const making = createWorkLimit({ parallel: 1, waiting: 40 });
  return {
    of: async (picture, width) => {
      const place = await placeOf(dataDir, picture);
      if (place === null) return picture;
      const { source, folder, name } = place;
      const file = `${name}-${width}.jpg`;
      const target = join(folder, file);
      if ((await stat(target).catch(() => null)) !== null) return { folder, file };
      const made = await making.run(() => make(source, { folder, target, width }));
      return made === true ? { folder, file } : picture;
    },
    forget: async (picture) => {
      const place = await placeOf(dataDir, picture);
      if (place === null) return;
      const made = (await readdir(place.folder).catch(() => [])).filter((file) =>
        file.startsWith(place.name),
      );
      for (const file of made) await rm(join(place.folder, file), { force: true });
    },
  };
}

/** A new picture under the same name gets a new small one. Null when there is no picture. */
async function placeOf(dataDir: string, picture: LyingFile) {
  const source = join(picture.folder, picture.file);
  const found = await stat(source).catch(() => null);
  if (found === null) return null;
  const about = `${source}\n${found.size}\n${found.mtimeMs}`;
  const name = createHash('sha256').update(about).digest('hex');
  return { source, name, folder: join(dataDir, 'small-pictures', name.slice(0, 2)) };
}

interface Wanted {
  folder: string;
  target: string;
  width: number;
}

/** Either complete under its name or absent: two concurrent calls write the same. */
async function make(source: string, { folder, target, width }: Wanted): Promise<boolean> {
  const part = `${target}.${randomUUID()}.part`;
  try {
    // An earlier call has made it meanwhile.
    if ((await stat(target).catch(() => null)) !== null) return true;
    await mkdir(folder, { recursive: true });
    const { width: own } = await sharp(source, { limitInputPixels: mostPixels }).metadata();
    if (own <= width) return false;
    await sharp(source, { limitInputPixels: mostPixels, failOn: 'error' })
      .resize({ width })
      .jpeg({ quality: 75 })
      .toFile(part);
    await rename(part, target);
    return true;
  } catch {
    // The decoder cannot read it, or the disk is full: return the original.
    return false;
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
}
