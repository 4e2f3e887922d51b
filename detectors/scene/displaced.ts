// Whether a region is the learnt scene itself, moved a little: a mast that shakes, a branch or a flag that sways, a sign in the
// wind. Takes the region and the memory. What is new does not match the background at any shift; what is displaced matches at one.
import { firstPixel, type CellMemory } from './cell-memory.ts';
import { displacedNumbers } from './numbers.ts';
import type { CellRegion } from './regions.ts';

const { maxShift, leastDifference, maxLeft } = displacedNumbers;

export function isDisplaced({ cells }: CellRegion, memory: CellMemory): boolean {
  const own = cells.filter((cell) => memory.settled.since[cell]! > 0);
  const there = differenceAt(own, memory, { x: 0, y: 0 });
  if (there < leastDifference) return false;
  for (let y = -maxShift; y <= maxShift; y++)
    for (let x = -maxShift; x <= maxShift; x++)
      if (differenceAt(own, memory, { x, y }) <= maxLeft * there) return true;
  return false;
}

/** Mean difference of log luma between what has settled and the background that lies so many pixels beside it. */
function differenceAt(
  cells: readonly number[],
  { background, settled }: CellMemory,
  { x, y }: { readonly x: number; readonly y: number },
): number {
  const { width, height, luma } = background;
  let sum = 0;
  for (const cell of cells) {
    const first = firstPixel(width, cell);
    const column = Math.min(width - 2, Math.max(0, (first % width) + x));
    const row = Math.min(height - 2, Math.max(0, Math.floor(first / width) + y));
    const from = row * width + column;
    for (const at of [0, 1, width, width + 1])
      sum += Math.abs(settled.planes.luma[first + at]! - luma[from + at]!);
  }
  return sum / Math.max(1, 4 * cells.length);
}
