// The textured tiles of a reference picture, and the similarity of the current picture to each tile at a displacement. Correlation per
// tile, because light and contrast may differ between places.
import type { Planes } from '../scene/planes.ts';

export interface Tile {
  /** Position of its top left pixel. */
  readonly left: number;
  readonly top: number;
  /** The position of its middle relative to the picture's middle, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Every other pixel's log luma, with mean 0 and length 1, so that a product is a correlation. */
  readonly samples: Float32Array;
}

export interface SimilarityTable {
  readonly tiles: readonly Tile[];
  /** The displacement of the table's middle, in pixels. */
  readonly around: { readonly x: number; readonly y: number };
  /** Displacements in each direction; odd. */
  readonly side: number;
  /** Correlation by tile, row and column of displacement, −1..1; NaN outside the picture. */
  readonly values: Float32Array;
}

export const tileSide = 16;
/** Minimum spread of log luma in a textured tile. */
export const texturedSpread = 0.07;
const every = 2;
const samplesPerTile = (tileSide / every) ** 2;
const plainSpread = 0.01;

export function texturedTiles({ luma, width, height }: Planes): Tile[] {
  const tiles: Tile[] = [];
  for (let top = 1; top + tileSide < height; top += tileSide)
    for (let left = 1; left + tileSide < width; left += tileSide) {
      const samples = samplesOf(luma, top * width + left, width);
      if (samples)
        tiles.push({
          left,
          top,
          samples,
          x: left + (tileSide - width) / 2,
          y: top + (tileSide - height) / 2,
        });
    }
  return tiles;
}

/** Null when the tile has no structure. */
function samplesOf(luma: Float32Array, first: number, width: number): Float32Array | null {
  const samples = new Float32Array(samplesPerTile);
  let sum = 0;
  let square = 0;
  let index = 0;
  for (let row = 0; row < tileSide; row += every)
    for (let column = 0; column < tileSide; column += every) {
      const value = luma[first + row * width + column]!;
      samples[index++] = value;
      sum += value;
      square += value * value;
    }
  const mean = sum / samplesPerTile;
  const variance = square / samplesPerTile - mean * mean;
  if (variance <= texturedSpread ** 2) return null;
  const length = Math.sqrt(variance * samplesPerTile);
  return samples.map((value) => (value - mean) / length);
}

/** Compares each tile at all displacements of up to `reach` pixels from `around`. */
export function similarityTable(
  now: Planes,
  tiles: readonly Tile[],
  around: { readonly x: number; readonly y: number },
  reach: number,
): SimilarityTable {
  const side = 2 * reach + 1;
  const values = new Float32Array(tiles.length * side * side);
  let index = 0;
  for (const { left, top, samples } of tiles)
    for (let y = around.y - reach; y <= around.y + reach; y++)
      for (let x = around.x - reach; x <= around.x + reach; x++)
        values[index++] = similarityAt(now, samples, left + x, top + y);
  return { tiles, around, side, values };
}

function similarityAt(
  { luma, width, height }: Planes,
  samples: Float32Array,
  left: number,
  top: number,
): number {
  if (left < 0 || top < 0 || left + tileSide > width || top + tileSide > height) return NaN;
  let sum = 0;
  let square = 0;
  let both = 0;
  let index = 0;
  for (let row = top; row < top + tileSide; row += every)
    for (let pixel = row * width + left; pixel < row * width + left + tileSide; pixel += every) {
      const value = luma[pixel]!;
      sum += value;
      square += value * value;
      both += value * samples[index++]!;
    }
  const variance = square - (sum * sum) / samplesPerTile;
  return variance <= plainSpread ** 2 * samplesPerTile ? 0 : both / Math.sqrt(variance);
}
