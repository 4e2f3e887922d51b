// The small picture that scene change works on: a frame reduced to a fixed pixel budget, as log luma and two chroma
// ratios. A change of light is then an offset of `luma` and leaves the chroma alone.
import sharp from 'sharp';
import type { Picture } from '../frame.ts';

export interface Planes {
  readonly width: number;
  readonly height: number;
  /** log2(Y + 8), Y in 0..255: about 3 (black) to 8 (white). */
  readonly luma: Float32Array;
  /** (R − Y) / (Y + 16) and (B − Y) / (Y + 16). */
  readonly red: Float32Array;
  readonly blue: Float32Array;
}

const lumaSteps = 4;
/** Pixels of the small picture; at 16:9 it is 222×124. Enough for an object 2% of the picture wide. */
const pixelBudget = 27_648;

/** Size of the small picture for a frame of this shape; both sides even, so that cells of 2×2 pixels fill it. */
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

/** Reduces a picture natively (area average), then splits 27 thousand pixels. */
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
  const logs = lumaTable();
  for (let pixel = 0, byte = 0; pixel < width * height; pixel++, byte += 3) {
    const [r, g, b] = [rgb[byte] ?? 0, rgb[byte + 1] ?? 0, rgb[byte + 2] ?? 0];
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    planes.luma[pixel] = logs[Math.round(y * lumaSteps)]!;
    planes.red[pixel] = (r - y) / (y + 16);
    planes.blue[pixel] = (b - y) / (y + 16);
  }
  return planes;
}

/** log2(Y + 8) for Y in quarter steps: looking up is cheaper than a logarithm a pixel. */
function lumaTable(): Float32Array {
  return Float32Array.from({ length: 255 * lumaSteps + 1 }, (_, step) =>
    Math.log2(step / lumaSteps + 8),
  );
}

export function createPlanes(width: number, height: number): Planes {
  const size = width * height;
  return {
    width,
    height,
    luma: new Float32Array(size),
    red: new Float32Array(size),
    blue: new Float32Array(size),
  };
}

/** Median of several pictures, pixel by pixel and plane by plane: what stays when people walk through. */
export function medianPlanes(pictures: readonly Planes[]): Planes {
  const [first] = pictures;
  if (!first) throw new Error('medianPlanes: expected at least one picture, came none');
  const median = createPlanes(first.width, first.height);
  for (const plane of ['luma', 'red', 'blue'] as const) {
    const values = new Float32Array(pictures.length);
    for (let pixel = 0; pixel < median.luma.length; pixel++) {
      pictures.forEach((picture, index) => (values[index] = picture[plane][pixel] ?? 0));
      values.sort();
      median[plane][pixel] = values[(pictures.length - 1) >> 1] ?? 0;
    }
  }
  return median;
}
