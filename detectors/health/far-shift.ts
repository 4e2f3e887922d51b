// Finds a shift of the whole picture that is too large for the tile search. Compares edges at half size rather than brightness, because
// a bright sky above a dark street looks similar in every direction.
import type { Planes } from '../scene/planes.ts';

interface Edges {
  readonly width: number;
  readonly height: number;
  /** Log luma minus its local mean, limited to ±`strongest`. */
  readonly values: Float32Array;
}

/** Shifts of up to this share of the picture's sides are tried. */
const furthest = 0.38;
const strongest = 0.5;
/** In pixels of the half-size picture: half the window of the local mean. */
const around = 4;
const every = 2;

/** @returns the shift in pixels of the small picture at which edges agree best, null when they agree nowhere */
export function findFarShift(now: Planes, reference: Planes): { x: number; y: number } | null {
  const there = edgesOf(now);
  const here = edgesOf(reference);
  const most = { x: Math.floor(furthest * here.width), y: Math.floor(furthest * here.height) };
  let best = 0;
  let shift = null as { x: number; y: number } | null;
  for (let y = -most.y; y <= most.y; y++)
    for (let x = -most.x; x <= most.x; x++) {
      const agreement = agreementAt(there, here, x, y);
      if (agreement > best) {
        best = agreement;
        shift = { x: 2 * x, y: 2 * y };
      }
    }
  return shift;
}

function agreementAt(now: Edges, before: Edges, x: number, y: number): number {
  const { width, height } = before;
  const right = Math.min(width, width - x);
  const bottom = Math.min(height, height - y);
  let both = 0;
  let a = 0;
  let b = 0;
  for (let row = Math.max(0, -y); row < bottom; row += every)
    for (let column = Math.max(0, -x); column < right; column += every) {
      const here = before.values[row * width + column]!;
      const there = now.values[(row + y) * width + column + x]!;
      both += here * there;
      a += there * there;
      b += here * here;
    }
  return a === 0 || b === 0 ? 0 : both / Math.sqrt(a * b);
}

function edgesOf(planes: Planes): Edges {
  const { width, height, values } = halved(planes);
  const sums = summed(values, width, height);
  const edges = values.map((value, pixel) => {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    const left = Math.max(0, x - around);
    const right = Math.min(width, x + around + 1);
    const top = Math.max(0, y - around);
    const bottom = Math.min(height, y + around + 1);
    const at = (row: number, column: number) => sums[row * (width + 1) + column]!;
    const sum = at(bottom, right) - at(bottom, left) - at(top, right) + at(top, left);
    const edge = value - sum / ((right - left) * (bottom - top));
    return Math.max(-strongest, Math.min(strongest, edge));
  });
  return { width, height, values: edges };
}

function halved({ luma, width, height }: Planes): Edges {
  const columns = width >> 1;
  const rows = height >> 1;
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const first = 2 * row * width + 2 * column;
      const a = luma[first]! + luma[first + 1]!;
      const b = luma[first + width]! + luma[first + width + 1]!;
      values[row * columns + column] = (a + b) / 4;
    }
  return { width: columns, height: rows, values };
}

/** Summed-area table, one row and column larger than the picture. */
function summed(values: Float32Array, width: number, height: number): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let row = 0; row < height; row++) {
    let line = 0;
    for (let column = 0; column < width; column++) {
      line += values[row * width + column]!;
      sums[(row + 1) * (width + 1) + column + 1] = sums[row * (width + 1) + column + 1]! + line;
    }
  }
  return sums;
}
