// The base map as files in the folder `map` of the data folder: uploaded pictures, and PMTiles files that an administrator put
// there. Takes the data folder; a picture is decoded, stripped of its metadata, scaled down for phones and stored by hash.
import { mkdir, readdir, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import { groundFileSchema } from '../../contracts/index.ts';
import { writeWholeFile } from '../../host/whole-file.ts';

export interface GroundPicture {
  file: string;
  width: number;
  height: number;
}
export interface GroundFiles {
  folder: string;
  list(): Promise<{ file: string; bytes: number }[]>;
  has(file: string): Promise<boolean>;
  keep(sent: Buffer): Promise<GroundPicture | 'not-a-picture'>;
}

/** What a phone can show: 4096 × 4096 pixels take 64 MB of its memory. */
const longestSide = 4096;
const mostPixels = 400_000_000;
const formats = ['jpeg', 'png', 'webp'];

export function openGroundFiles(dataDir: string): GroundFiles {
  const folder = join(dataDir, 'map');
  const list = async () => {
    const names = await readdir(folder).catch(() => []);
    const known = names.filter((name) => groundFileSchema.safeParse(name).success).sort();
    const found = await Promise.all(
      known.map(async (file) => ({ file, bytes: await sizeOf(file) })),
    );
    return found.flatMap(({ file, bytes }) => (bytes === null ? [] : [{ file, bytes }]));
  };
  const sizeOf = async (file: string) => {
    const found = await stat(join(folder, file)).catch(() => null);
    return found?.isFile() ? found.size : null;
  };
  return {
    folder,
    list,
    has: async (file) => (await sizeOf(file)) !== null,
    keep: (sent) => keep(folder, sent),
  };
}

async function keep(folder: string, sent: Buffer): Promise<GroundPicture | 'not-a-picture'> {
  const shrunk = await shrink(sent);
  if (shrunk === null) return 'not-a-picture';
  const { data, info } = shrunk;
  const file = `${createHash('sha256').update(data).digest('hex').slice(0, 32)}.jpg`;
  await mkdir(folder, { recursive: true });
  await writeWholeFile(join(folder, file), data);
  return { file, width: info.width, height: info.height };
}

async function shrink(sent: Buffer) {
  try {
    const picture = sharp(sent, { limitInputPixels: mostPixels, failOn: 'error' });
    const { format, pages = 1 } = await picture.metadata();
    if (!formats.includes(format) || pages > 1) return null;
    return await picture
      .rotate()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
  } catch {
    // Any error of the decoder means that these bytes are no picture.
    return null;
  }
}
