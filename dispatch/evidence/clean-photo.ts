// Makes of what a phone has sent a picture that may be shown: decoded whole, turned upright, of bounded size, as a JPEG without
// place, device or anything else that was written into it. Takes the bytes; gives the picture, or that it is none.
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
/** A phone's largest; more is a bomb. */
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
    // Whatever a decoder says of bytes from outside, they are no picture to us.
    return 'not-a-picture';
  }
}
