// How much each cell (2×2 pixels) of the picture now differs from a remembered picture, in units of "just too much":
// below 1 it is the same thing. Small shifts (a shaking mast, swaying leaves) are forgiven by comparing each pixel with
// the range that the remembered picture spans around it.
import type { Planes } from './planes.ts';

/** Luma offset (log2) and chroma change that are just too much on a quiet pixel. */
const lumaTolerance = 0.28;
const chromaTolerance = 0.11;
/** Inside the range of its neighbourhood a change of luma still counts a little. */
const insideShare = 0.35;
/** Changes of luma below this need no look at the neighbourhood. */
const plainLuma = 0.04;

/** What a remembered picture is compared with. */
export interface Comparison {
  readonly now: Planes;
  /** The remembered picture. */
  readonly remembered: Planes;
  /** Offset of luma a pixel between the remembered picture and now; null for none. */
  readonly light: Float32Array | null;
  /** Mean deviation of luma a pixel when nothing happens. */
  readonly noise: Float32Array;
}

/** Score of one cell. */
export function cellDifference(comparison: Comparison, cell: number): number {
  const { width } = comparison.now;
  const columns = width >> 1;
  const first = Math.floor(cell / columns) * 2 * width + (cell % columns) * 2;
  return (
    (pixelScore(comparison, first) +
      pixelScore(comparison, first + 1) +
      pixelScore(comparison, first + width) +
      pixelScore(comparison, first + width + 1)) /
    4
  );
}

function pixelScore(comparison: Comparison, pixel: number): number {
  const { now, remembered, light, noise } = comparison;
  const luma = now.luma[pixel]! - (light ? light[pixel]! : 0);
  const change = Math.abs(luma - remembered.luma[pixel]!);
  const outside = change < plainLuma ? 0 : outsideRange(remembered, pixel, luma);
  const chroma =
    Math.abs(now.red[pixel]! - remembered.red[pixel]!) +
    Math.abs(now.blue[pixel]! - remembered.blue[pixel]!);
  const lumaScore = Math.max(outside, change * insideShare) / (lumaTolerance + 2.5 * noise[pixel]!);
  return Math.min(4, lumaScore + chroma / (chromaTolerance + noise[pixel]!));
}

/** How far a luma lies outside the range of the 3×3 pixels around a pixel; 0 inside. */
function outsideRange({ luma, width, height }: Planes, pixel: number, value: number): number {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  let [low, high] = [luma[pixel]!, luma[pixel]!];
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
      const near = luma[row * width + column]!;
      if (near < low) low = near;
      if (near > high) high = near;
    }
  }
  return Math.max(low - value, value - high, 0);
}
