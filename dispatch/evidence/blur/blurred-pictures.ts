// Blurred copies of pictures, made on request and kept until the picture is deleted. Takes the path of a picture and the areas to
// blur; returns the path of the copy. Never returns the picture itself: a picture that cannot be blurred is an error.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorkLimit } from '../../auth/work-limit.ts';
import { dropOldest } from '../converted-clips.ts';
import type { LyingFile } from '../small-pictures.ts';
import type { BlurAreas } from './blur-areas.ts';
import { blurPicture } from './blur-picture.ts';

export interface BlurredPictures {
  /** @throws when it cannot be blurred; `null` when too much is being blurred already */
  of(picture: LyingFile, areas: BlurAreas): Promise<LyingFile | null>;
  /** Removes its copies; to be called while the picture still exists. */
  forget(picture: LyingFile): Promise<void>;
}

/** In each of 256 folders. A copy can be made again; those of the camera wall change every few seconds. */
const mostInFolder = 40;

export function createBlurredPictures(dataDir: string): BlurredPictures {
  const making = createWorkLimit({ parallel: 1, waiting: 40 });
  return {
    of: async (picture, areas) => {
      const source = join(picture.folder, picture.file);
      const { folder, name } = await placeOf(dataDir, source);
      const form = createHash('sha256').update(JSON.stringify(areas)).digest('hex');
      const file = `${name}-${form.slice(0, 16)}.jpg`;
      const target = join(folder, file);
      if ((await stat(target).catch(() => null)) !== null) return { folder, file };
      const made = await making.run(() => make(source, areas, { folder, target }));
      return made === 'busy' ? null : { folder, file };
    },
    forget: async ({ folder: own, file }) => {
      const source = join(own, file);
      if ((await stat(source).catch(() => null)) === null) return;
      const { folder, name } = await placeOf(dataDir, source);
      const made = await readdir(folder).catch(() => []);
      for (const one of made)
        if (one.startsWith(name)) await rm(join(folder, one), { force: true });
    },
  };
}

/** A new picture under the same name gets a new copy. */
async function placeOf(dataDir: string, source: string): Promise<{ folder: string; name: string }> {
  const { size, mtimeMs } = await stat(source);
  const name = createHash('sha256').update(`${source}\n${size}\n${mtimeMs}`).digest('hex');
  return { name, folder: join(dataDir, 'blurred-pictures', name.slice(0, 2)) };
}

/** Either complete under its name or absent. */
async function make(
  source: string,
  areas: BlurAreas,
  { folder, target }: { folder: string; target: string },
): Promise<'made'> {
  const part = `${target}.${randomUUID()}.part`;
  try {
    await mkdir(folder, { recursive: true });
    await blurPicture(source, areas, part);
    await rename(part, target);
    await dropOldest(folder, mostInFolder);
    return 'made';
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
}
