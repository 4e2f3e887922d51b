// Encodes an analysis frame as JPEG, with nothing drawn on it.
import sharp from 'sharp';
import type { Picture } from '../../detectors/frame.ts';

const quality = 85;

export async function encodePicture({ width, height, rgb }: Picture): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}
