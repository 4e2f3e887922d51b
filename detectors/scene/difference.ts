// How much each cell (2×2 pixels) of the picture now differs from a remembered picture, in units of "just too much":
// below 1 it is the same thing. Small shifts (a shaking mast, swaying leaves) are forgiven by comparing each pixel with
// the range that the remembered picture spans around it.
import type { Planes } from './planes.ts';

/** A remembered picture with the range of luma in each pixel's 3×3 neighbourhood. */
export interface Reference {
  readonly planes: Planes;
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** Luma offset (log2) and chroma change that are just too much on a quiet pixel. */
const lumaTolerance = 0.28;
const chromaTolerance = 0.11;

export function createReference(planes: Planes): Reference {
  const { low, high } = lumaRange(planes);
  return { planes, low, high };
}

/**
 * @param light offset of luma per pixel between the remembered picture and now
 * @param noise mean deviation of luma per pixel when nothing happens
 * @returns one score a cell, rows from the top
 */
export function cellDifference(
  now: Planes,
  reference: Reference,
  light: Float32Array,
  noise: Float32Array,
): Float32Array {
  const columns = now.width >> 1;
  const scores = new Float32Array(columns * (now.height >> 1));
  const { planes, low, high } = reference;
  for (let y = 0; y < now.height; y++) {
    const row = (y >> 1) * columns;
    for (let x = 0; x < now.width; x++) {
      const pixel = y * now.width + x;
      const luma = now.luma[pixel]! - light[pixel]!;
      const outside = Math.max(low[pixel]! - luma, luma - high[pixel]!, 0);
      const inside = Math.abs(luma - planes.luma[pixel]!) * 0.35;
      const chroma =
        Math.abs(now.red[pixel]! - planes.red[pixel]!) +
        Math.abs(now.blue[pixel]! - planes.blue[pixel]!);
      const cell = row + (x >> 1);
      scores[cell] = scores[cell]! + pixelScore(Math.max(outside, inside), chroma, noise[pixel]!);
    }
  }
  return scores;
}

function pixelScore(luma: number, chroma: number, noise: number): number {
  const score = luma / (lumaTolerance + 2.5 * noise) + chroma / (chromaTolerance + noise);
  return Math.min(score, 4) / 4;
}

function lumaRange({ luma, width, height }: Planes): { low: Float32Array; high: Float32Array } {
  const [low, high] = [luma.slice(), luma.slice()];
  widen(luma, { low, high }, { width, height, step: 1 });
  const [rowLow, rowHigh] = [low.slice(), high.slice()];
  for (let y = 0; y < height; y++) {
    for (const from of [y - 1, y + 1]) {
      if (from < 0 || from >= height) continue;
      for (let x = 0; x < width; x++) {
        const [to, source] = [y * width + x, from * width + x];
        if (rowLow[source]! < low[to]!) low[to] = rowLow[source]!;
        if (rowHigh[source]! > high[to]!) high[to] = rowHigh[source]!;
      }
    }
  }
  return { low, high };
}

function widen(
  luma: Float32Array,
  { low, high }: { low: Float32Array; high: Float32Array },
  { width, height, step }: { width: number; height: number; step: number },
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      if (x >= step) grow(low, high, pixel, luma[pixel - step]!);
      if (x + step < width) grow(low, high, pixel, luma[pixel + step]!);
    }
  }
}

function grow(low: Float32Array, high: Float32Array, pixel: number, value: number): void {
  if (value < low[pixel]!) low[pixel] = value;
  if (value > high[pixel]!) high[pixel] = value;
}
