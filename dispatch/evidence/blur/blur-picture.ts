// Makes a blurred copy of a picture. Takes the file and the areas; each area becomes a few large squares, so no face or plate can
// be restored. Writes a JPEG without metadata of the original, marked as a copy.
import sharp, { type OverlayOptions } from 'sharp';
import type { BlurArea, BlurAreas } from './blur-areas.ts';

const mostPixels = 120_000_000;
/** Number of squares along the longer side of an area, and along the width of a picture that is blurred as a whole. */
const squaresOfArea = 5;
const squaresOfWhole = 40;
const note = 'Blurred copy, not the evidence itself';

/** @throws when it cannot be read */
export async function blurPicture(source: string, areas: BlurAreas, target: string): Promise<void> {
  const options = { limitInputPixels: mostPixels, failOn: 'error' } as const;
  const { data, info } = await sharp(source, options)
    .rotate()
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const picture = { data, raw: { width, height, channels } };
  const whole: BlurArea = { x: 0, y: 0, width: 1, height: 1, unseen: true };
  const covers: OverlayOptions[] = [];
  for (const area of areas ?? [whole]) covers.push(await squares(picture, area));
  await sharp(data, { raw: picture.raw })
    .composite(covers)
    .jpeg({ quality: 80 })
    .withExif({ IFD0: { ImageDescription: note } })
    .toFile(target);
}

interface RawPicture {
  data: Buffer;
  raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

async function squares({ data, raw }: RawPicture, area: BlurArea): Promise<OverlayOptions> {
  const left = Math.min(raw.width - 1, Math.floor(area.x * raw.width));
  const top = Math.min(raw.height - 1, Math.floor(area.y * raw.height));
  const width = Math.max(1, Math.min(raw.width - left, Math.ceil(area.width * raw.width)));
  const height = Math.max(1, Math.min(raw.height - top, Math.ceil(area.height * raw.height)));
  const wanted =
    area.unseen === true ? raw.width / squaresOfWhole : Math.max(width, height) / squaresOfArea;
  const size = Math.max(1, Math.ceil(wanted));
  const few = await sharp(data, { raw })
    .extract({ left, top, width, height })
    .resize(Math.ceil(width / size), Math.ceil(height / size), { fit: 'fill', kernel: 'linear' })
    .png()
    .toBuffer();
  const input = await sharp(few)
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .png()
    .toBuffer();
  return { input, left, top };
}
