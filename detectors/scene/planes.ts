// The small picture that scene change works on: a frame reduced to a fixed number of pixels, as log luma and two chroma ratios. A change
// of light is then an offset of luma and does not change the chroma.
import sharp from 'sharp';
import type { Picture } from '../frame.ts';
import { pictureNumbers } from './numbers.ts';

const { pixelBudget } = pictureNumbers;

export interface Planes {
  /** In pixels, both even. */
  readonly width: number;
  readonly height: number;
  /** log2(Y + 8) per pixel, Y in 0..255: 3 (black) to about 8 (white). */
  readonly luma: Float32Array;
  /** (R − Y) / (Y + 16) and (B − Y) / (Y + 16), one per cell of 2×2 pixels, which is the chroma resolution of video. */
  readonly red: Float32Array;
  readonly blue: Float32Array;
}

const lumaSteps = 4;
/** A table of log2(Y + 8) for Y in quarter steps, which is faster than a logarithm per pixel. */
const logLuma = Float32Array.from({ length: 255 * lumaSteps + 1 }, (_, step) =>
  Math.log2(step / lumaSteps + 8),
);

/** Size of the small picture for a frame of this aspect ratio; both sides are even, so that 2×2 cells fill it. */
export function planeSize(frame: { width: number; height: number }): {
  width: number;
  height: number;
} {
  const aspect = frame.width / frame.height;
  const even = (length: number) => Math.max(2, Math.round(length / 2) * 2);
  return {
    width: even(Math.sqrt(pixelBudget * aspect)),
    height: even(Math.sqrt(pixelBudget / aspect)),
  };
}

/** Reduces a picture with sharp (area averaging), then splits it into planes. */
export async function toPlanes(picture: Picture): Promise<Planes> {
  const { width, height } = planeSize(picture);
  const raw = { width: picture.width, height: picture.height, channels: 3 as const };
  const small = await sharp(picture.rgb, { raw })
    .resize(width, height, { fit: 'fill', kernel: 'linear', fastShrinkOnLoad: false })
    .raw()
    .toBuffer();
  return splitPlanes(small, width, height);
}

/** Interleaved RGB to planes of the same size. */
export function splitPlanes(rgb: Uint8Array, width: number, height: number): Planes {
  const planes = createPlanes(width, height);
  const row = 3 * width;
  for (let y = 0, cell = 0; y < height - 1; y += 2)
    for (let x = 0; x < width - 1; x += 2, cell++) splitCell(rgb, planes, { x, y, row, cell });
  return planes;
}

interface CellPlace {
  x: number;
  y: number;
  /** Bytes of a row of pixels. */
  row: number;
  cell: number;
}

function splitCell(rgb: Uint8Array, planes: Planes, { x, y, row, cell }: CellPlace): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let pixel = 0; pixel < 4; pixel++) {
    const dx = pixel & 1;
    const dy = pixel >> 1;
    const byte = (y + dy) * row + 3 * (x + dx);
    const r = rgb[byte]!;
    const g = rgb[byte + 1]!;
    const b = rgb[byte + 2]!;
    red += r;
    green += g;
    blue += b;
    const quarters = Math.round((0.299 * r + 0.587 * g + 0.114 * b) * lumaSteps);
    planes.luma[(y + dy) * planes.width + x + dx] = logLuma[quarters]!;
  }
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  planes.red[cell] = (red - luma) / (luma + 64);
  planes.blue[cell] = (blue - luma) / (luma + 64);
}

export function createPlanes(width: number, height: number): Planes {
  const size = width * height;
  const cells = (width >> 1) * (height >> 1);
  return {
    width,
    height,
    luma: new Float32Array(size),
    red: new Float32Array(cells),
    blue: new Float32Array(cells),
  };
}

export function copyPlanes({ width, height, luma, red, blue }: Planes): Planes {
  return { width, height, luma: luma.slice(), red: red.slice(), blue: blue.slice() };
}

/** Median of several pictures per pixel and plane, which removes passers-by. */
export function medianPlanes(pictures: readonly Planes[]): Planes {
  const [first] = pictures;
  if (!first) throw new Error('medianPlanes: expected at least one picture, got none');
  const median = createPlanes(first.width, first.height);
  for (const plane of ['luma', 'red', 'blue'] as const) {
    const values = new Float32Array(pictures.length);
    for (let pixel = 0; pixel < median[plane].length; pixel++) {
      pictures.forEach((picture, index) => (values[index] = picture[plane][pixel] ?? 0));
      values.sort();
      median[plane][pixel] = values[(pictures.length - 1) >> 1] ?? 0;
    }
  }
  return median;
}
