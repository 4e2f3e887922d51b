// Builds the ffmpeg filter for a blurred copy of a clip. Takes the areas; returns the filter, and the mask that it reads. Every
// place where somebody was seen at any time of the clip is blurred for the whole clip, so people who walk between two looks are
// covered on their way.
import sharp from 'sharp';
import type { BlurAreas } from './blur-areas.ts';

const maskSize = { width: 960, height: 540 };

/** White where it is blurred. */
export async function writeMask(areas: BlurAreas, target: string): Promise<void> {
  const { width, height } = maskSize;
  const boxes = (areas ?? []).map(
    (box) =>
      `<rect x="${box.x * width}" y="${box.y * height}" width="${box.width * width}" height="${box.height * height}" fill="#fff"/>`,
  );
  const whole = areas === null ? `<rect width="${width}" height="${height}" fill="#fff"/>` : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#000"/>${whole}${boxes.join('')}</svg>`;
  await sharp(Buffer.from(svg)).toColourspace('b-w').png().toFile(target);
}

/** The first input is the clip, the second the mask. The copy is at most 1280 px wide. */
export const blurFilter = [
  "[0:v:0]scale='trunc(min(1280,iw)/2)*2':-2,format=yuv420p,split[clear][all]",
  '[all]avgblur=sizeX=24:sizeY=24,avgblur=sizeX=24:sizeY=24[soft]',
  '[1:v][soft]scale2ref=flags=neighbor[mask][soft2]',
  '[mask]format=gray[mask2]',
  '[soft2][mask2]alphamerge[cover]',
  '[clear][cover]overlay=format=auto,format=yuv420p[out]',
].join(';');
