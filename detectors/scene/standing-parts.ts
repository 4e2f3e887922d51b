// Finds objects within a region that is, as a whole, a ghost or too large, such as a pile next to a lorry that drives away. Takes the
// region and the known objects; returns the parts that are objects.
import { copyCell, type CellMemory } from './cell-memory.ts';
import type { KnownRegion } from './follow-regions.ts';
import { stepBetween } from './outline.ts';
import { copyPlanes, type Planes } from './planes.ts';
import { findRegions, type CellRegion } from './regions.ts';
import { standingNumbers } from './numbers.ts';

const { leftShare, edge, leastFilled, maxLength } = standingNumbers;

export interface PartsOptions {
  readonly known: readonly Pick<KnownRegion, 'cells'>[];
  readonly minCells: number;
}

export function standingParts(
  region: CellRegion,
  memory: CellMemory,
  { known, minCells }: PartsOptions,
): CellRegion[] {
  const marked = new Uint8Array(memory.columns * memory.rows);
  for (const cell of knownCells(region, known)) marked[cell] = 1;
  for (const cell of enclosedCells(region, memory)) marked[cell] = 1;
  const weak = new Uint8Array(marked.length);
  return findRegions({ marked, weak }, memory.columns, minCells).filter(isCompact);
}

/** Cells of objects that were there before the rest of the region. */
function knownCells(region: CellRegion, known: PartsOptions['known']): number[] {
  const own = new Set(region.cells);
  return known.flatMap(({ cells }) => {
    const left = [...cells].filter((cell) => own.has(cell));
    const isPart = cells.size < leftShare * region.cells.length;
    return isPart && left.length >= leftShare * cells.size ? left : [];
  });
}

/** Cells that the ground around the region does not continue into, in the present picture. */
function enclosedCells(region: CellRegion, memory: CellMemory): number[] {
  const { columns } = memory;
  const now = shownNow(region, memory);
  const left = new Set(region.cells);
  const ground = region.cells.flatMap((cell) =>
    besides(cell, memory).filter((next) => !left.has(next)),
  );
  for (let at = 0; at < ground.length; at++)
    for (const next of besides(ground[at]!, { columns, rows: memory.rows })) {
      if (!left.has(next) || stepBetween(now, ground[at]!, next) >= edge) continue;
      left.delete(next);
      ground.push(next);
    }
  return [...left].filter((cell) => memory.settled.since[cell]! > 0);
}

/** The background with the settled appearances of the region. */
function shownNow({ cells }: CellRegion, { background, settled }: CellMemory): Planes {
  const now = copyPlanes(background);
  for (const cell of cells) if (settled.since[cell]! > 0) copyCell(settled.planes, now, cell);
  return now;
}

function besides(cell: number, { columns, rows }: Pick<CellMemory, 'columns' | 'rows'>): number[] {
  const x = cell % columns;
  const y = Math.floor(cell / columns);
  const found: number[] = [];
  if (x > 0) found.push(cell - 1);
  if (x < columns - 1) found.push(cell + 1);
  if (y > 0) found.push(cell - columns);
  if (y < rows - 1) found.push(cell + columns);
  return found;
}

function isCompact({ cells, left, right, top, bottom }: CellRegion): boolean {
  const width = right - left + 1;
  const height = bottom - top + 1;
  const length = Math.max(width, height) / Math.min(width, height);
  return cells.length >= leastFilled * width * height && length <= maxLength;
}
