// Measures how much each cell (2×2 pixels) differs from a remembered picture, in units of the tolerance: below 1 it counts as the same.
// Shifts of one pixel (a shaking mast, leaves) are tolerated by comparing each pixel with the range of the 3×3 remembered pixels around.
import { firstPixel } from './cell-memory.ts';
import { grainBin, type Grain } from './grain.ts';
import type { Light } from './light.ts';
import type { Planes } from './planes.ts';
import { toned } from './tone.ts';
import { differenceNumbers } from './numbers.ts';

const {
  lumaTolerance,
  chromaTolerance,
  plainSpread,
  leastTolerance,
  insideShare,
  plainLuma,
  noiseFactor,
} = differenceNumbers;

/** The pictures and tolerances of a comparison. */
export interface Comparison {
  readonly now: Planes;
  /** The remembered picture, in the light of the background. */
  readonly remembered: Planes;
  /** The light now. */
  readonly light: Light;
  /** Mean deviation of luma per pixel without changes. */
  readonly noise: Float32Array;
  /** Mean deviation of chroma per cell without changes. */
  readonly colourNoise: Float32Array;
  readonly grain: Grain;
  /** The tolerance of luma, from `toleranceFor`. */
  readonly tolerance: number;
}

/**
 * The tolerance is lower in a picture of low contrast (fog, dusk, a weak camera), because objects have low contrast too.
 * @returns the change of log2 luma from which on a quiet pixel differs
 */
export function toleranceFor({ luma }: Planes): number {
  let sum = 0;
  let square = 0;
  let count = 0;
  for (let pixel = 0; pixel < luma.length; pixel += 3) {
    sum += luma[pixel]!;
    square += luma[pixel]! ** 2;
    count++;
  }
  const spread = Math.sqrt(Math.max(0, square / count - (sum / count) ** 2)) || 0;
  return lumaTolerance * Math.min(1, Math.max(leastTolerance, spread / plainSpread));
}

/** Score of one cell. */
export function cellDifference(comparison: Comparison, cell: number): number {
  const { width } = comparison.now;
  const first = firstPixel(width, cell);
  const luma =
    pixelScore(comparison, first) +
    pixelScore(comparison, first + 1) +
    pixelScore(comparison, first + width) +
    pixelScore(comparison, first + width + 1);
  return Math.min(4, luma / 4 + colourScore(comparison, cell));
}

function colourScore(comparison: Comparison, cell: number): number {
  const { now, remembered, light, colourNoise, grain } = comparison;
  const change =
    Math.abs(now.red[cell]! - remembered.red[cell]! - light.red[cell]!) +
    Math.abs(now.blue[cell]! - remembered.blue[cell]! - light.blue[cell]!);
  const luma = now.luma[firstPixel(now.width, cell)]!;
  const noise = Math.max(colourNoise[cell]!, grain.colour[grainBin(luma)]!);
  return change / (chromaTolerance + noiseFactor * noise);
}

/** At most 4, so that a single pixel never makes a cell differ. */
function pixelScore(comparison: Comparison, pixel: number): number {
  const { now, remembered, light, tolerance } = comparison;
  const luma = now.luma[pixel]! - light.offsets[pixel]!;
  const change = Math.abs(luma - toned(light.tone, remembered.luma[pixel]!));
  if (change < plainLuma) return (change * insideShare) / tolerance;
  const outside = outsideRange(comparison, pixel, luma);
  const score = Math.max(outside, change * insideShare);
  const noise = Math.max(
    comparison.noise[pixel]!,
    comparison.grain.luma[grainBin(now.luma[pixel]!)]!,
  );
  return Math.min(4, score / (tolerance + noiseFactor * noise));
}

/** The distance of a luma to the range of the 3×3 remembered pixels around, in the present light; 0 inside. */
function outsideRange({ remembered, light }: Comparison, pixel: number, value: number): number {
  const { luma, width, height } = remembered;
  const x = pixel % width;
  const y = Math.floor(pixel / width);
  let low = luma[pixel]!;
  let high = luma[pixel]!;
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
      const near = luma[row * width + column]!;
      if (near < low) low = near;
      if (near > high) high = near;
    }
  }
  return Math.max(toned(light.tone, low) - value, value - toned(light.tone, high), 0);
}
