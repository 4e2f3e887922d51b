// Smaller forms of pictures, for phones on a bad line. Takes where a picture lies and how wide it is wanted; gives where the
// smaller form lies, made once and kept. What cannot be made smaller is given as it lies there.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { createWorkLimit } from '../auth/work-limit.ts';

export interface LyingFile {
  folder: string;
  file: string;
}

export interface SmallPictures {
  of(picture: LyingFile, width: number): Promise<LyingFile>;
}

/** A camera's largest; more is a bomb. */
const mostPixels = 120_000_000;

export function createSmallPictures(dataDir: string): SmallPictures {
  const making = createWorkLimit({ parallel: 1, waiting: 40 });
  return {
    of: async (picture, width) => {
      const source = join(picture.folder, picture.file);
      const found = await stat(source).catch(() => null);
      if (found === null) return picture;
      // Another picture under the same name has another form.
      const about = `${source}\n${found.size}\n${found.mtimeMs}`;
      const name = createHash('sha256').update(about).digest('hex');
      const folder = join(dataDir, 'small-pictures', name.slice(0, 2));
      const file = `${name}-${width}.jpg`;
      const target = join(folder, file);
      if ((await stat(target).catch(() => null)) !== null) return { folder, file };
      const made = await making.run(() => make(source, { folder, target, width }));
      return made === true ? { folder, file } : picture;
    },
  };
}

interface Wanted {
  folder: string;
  target: string;
  width: number;
}

/** Whole under its name or not there: two at once make the same. */
async function make(source: string, { folder, target, width }: Wanted): Promise<boolean> {
  const part = `${target}.${randomUUID()}.part`;
  try {
    // Somebody who came before has it made meanwhile.
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
    // Not a picture to the decoder, or the disk is full: the whole one is still there.
    return false;
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
}
