// Turns an uploaded photo into a picture that may be shown: fully decoded, upright, of bounded size, as a JPEG without metadata
// such as location and device. Takes the bytes; returns the picture, or that they are no picture.
import { createHash } from 'node:crypto';
import sharp from 'sharp';

export interface CleanPhoto {
  bytes: Buffer;
  /** In hexadecimal. */
  sha256: string;
  width: number;
  height: number;
}

const longestSide = 2560;
/** The size of the largest phone pictures; more is a decompression bomb. */
const mostPixels = 120_000_000;
const formats = ['jpeg', 'png', 'webp'];

export async function cleanPhoto(sent: Buffer): Promise<CleanPhoto | 'not-a-picture'> {
  try {
    const picture = sharp(sent, { limitInputPixels: mostPixels, failOn: 'error' });
    const { format, pages = 1 } = await picture.metadata();
    if (!formats.includes(format) || pages > 1) return 'not-a-picture';
    const { data, info } = await picture
      .rotate()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true });
    const sha256 = createHash('sha256').update(data).digest('hex');
    return { bytes: data, sha256, width: info.width, height: info.height };
  } catch {
    // Any error of the decoder means that these bytes are no picture.
    return 'not-a-picture';
  }
}
