// How rough a group of cells is: its texture, and what grain alone would make of an even one. Takes cells and a picture; gives mean
// steps of log luma between cells that lie beside each other.
import { firstPixel, lumaOf, type CellMemory } from './cell-memory.ts';
import { verdictNumbers } from './numbers.ts';
import type { Planes } from './planes.ts';

const { grainStep } = verdictNumbers;

/** @param since only cells with a time count */
export function roughnessOf(
  cells: readonly number[],
  planes: Planes,
  since: CellMemory['settled']['since'],
): number {
  const columns = planes.width >> 1;
  const own = new Set(cells.filter((cell) => since[cell]! > 0));
  let sum = 0;
  let count = 0;
  for (const cell of own)
    for (const next of [cell + 1, cell + columns]) {
      if (!own.has(next)) continue;
      sum += Math.abs(lumaOf(planes, cell) - lumaOf(planes, next));
      count++;
    }
  return sum / Math.max(1, count);
}

/** The roughness of an even thing at these cells, from the noise that the ground there had. */
export function grainOf(
  cells: readonly number[],
  { noise, background: { width } }: Pick<CellMemory, 'noise' | 'background'>,
): number {
  let sum = 0;
  for (const cell of cells) sum += noise[firstPixel(width, cell)]!;
  return (grainStep * sum) / Math.max(1, cells.length);
}
