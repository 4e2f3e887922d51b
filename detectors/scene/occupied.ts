// Places whose ground was never seen: people and vehicles stood there while the background was learnt. Marks them in the memory;
// decides whether a region is such a place after they have left.
import type { Box } from '../../contracts/index.ts';
import { lumaOf, type CellMemory } from './cell-memory.ts';
import { boxOf } from './follow-regions.ts';
import type { LearntPicture } from './mostly-shown.ts';
import { learningNumbers, occupiedNumbers } from './numbers.ts';
import type { CellRegion } from './regions.ts';
import { cellsIn } from './settled-cells.ts';

const { same } = learningNumbers;
const { leastPictures, leastShare, leastOfPlace, maxSeen } = occupiedNumbers;

/** @param taken cells of which the ground was found nevertheless */
export function markOccupied(
  memory: CellMemory,
  pictures: readonly LearntPicture[],
  taken: ReadonlySet<number>,
): void {
  const counts = new Uint8Array(memory.occupied.length);
  const latest = new Map<number, LearntPicture>();
  for (const picture of pictures)
    for (const cell of coveredIn(picture, memory)) {
      counts[cell]!++;
      latest.set(cell, picture);
    }
  for (const [cell, { planes }] of latest) {
    const count = counts[cell]!;
    const isShown = Math.abs(lumaOf(planes, cell) - lumaOf(memory.background, cell)) < same;
    const isLasting =
      count === pictures.length || (isShown && count >= leastPictures * pictures.length);
    if (isLasting && !taken.has(cell)) memory.occupied[cell] = 1;
  }
}

function coveredIn({ people, vehicles = [] }: LearntPicture, memory: CellMemory): Set<number> {
  return new Set([...people, ...vehicles].flatMap((box) => cellsIn(box, memory)));
}

export interface Uncovering {
  readonly memory: CellMemory;
  /** Boxes of the people and vehicles in this picture. */
  readonly seen: readonly Box[];
}

/** Whether a region is what showed when somebody of the learnt scene left: the ground, and what may lie on it. */
export function isUncovered(region: CellRegion, { memory, seen }: Uncovering): boolean {
  const own = region.cells.filter((cell) => memory.occupied[cell] === 1);
  if (own.length < leastShare * region.cells.length) return false;
  if (own.length < leastOfPlace * sizeOfPlace(own, memory)) return false;
  const box = boxOf(region, memory);
  return !seen.some((one) => sharedArea(one, box) > maxSeen * box.width * box.height);
}

/** The number of marked cells connected with these. */
function sizeOfPlace(cells: readonly number[], { occupied, columns }: CellMemory): number {
  const place = new Set(cells);
  for (const cell of place) {
    const x = cell % columns;
    const besides = [cell - columns, cell + columns];
    if (x > 0) besides.push(cell - 1);
    if (x < columns - 1) besides.push(cell + 1);
    for (const next of besides) if (occupied[next] === 1) place.add(next);
  }
  return place.size;
}

function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
