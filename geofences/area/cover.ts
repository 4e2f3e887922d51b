// Counts the part of a fence that several shapes cover together, each cell once. Cells are bits, 32 per word, row by row, so that
// a run in a row takes a few operations.
import { eachStretch, type Grid, type Shape } from './shape.ts';

/** @param fenceCells 1 for each cell of the fence, row by row */
export function createCover(
  fenceCells: Uint8Array,
  { columns, rows }: Grid,
): (shapes: readonly Shape[]) => number[] {
  const width = Math.ceil(columns / 32);
  const fence = bitsOf(fenceCells, { columns, rows });
  const open = new Int32Array(fence.length);
  const take = (row: number, first: number, end: number) => {
    let count = 0;
    for (let word = first >>> 5; word <= (end - 1) >>> 5; word++) {
      const from = Math.max(0, first - word * 32);
      const to = Math.min(32, end - word * 32);
      const index = row * width + word;
      const taken = (open[index] ?? 0) & bitsBetween(from, to);
      open[index] = (open[index] ?? 0) & ~taken;
      count += bitCount(taken);
    }
    return count;
  };
  return (shapes) => {
    open.set(fence);
    let covered = 0;
    return shapes.map((shape) => {
      eachStretch(shape, (row, first, end) => {
        if (first < end) covered += take(row, first, end);
      });
      return covered;
    });
  };
}

function bitsOf(cells: Uint8Array, { columns, rows }: Grid): Int32Array {
  const width = Math.ceil(columns / 32);
  const bits = new Int32Array(width * rows);
  cells.forEach((value, cell) => {
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    const index = row * width + (column >>> 5);
    if (value === 1) bits[index] = (bits[index] ?? 0) | (1 << (column & 31));
  });
  return bits;
}

/** Ones in the bits from (inclusive) and to (exclusive), both 0 to 32. */
function bitsBetween(from: number, to: number): number {
  const below = to === 32 ? -1 : (1 << to) - 1;
  return below & (-1 << from);
}

/** The number of ones in a word, counted in pairs, fours and bytes at once. */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
