// The strength of a region's outline in a picture: the mean step of luma and colour across its edge. Pure.
import { lumaOf } from './cell-memory.ts';
import type { Planes } from './planes.ts';
import type { CellRegion } from './regions.ts';
import { regionNumbers } from './numbers.ts';

const { across } = regionNumbers;

export interface Outline {
  /** Mean step to the surrounding ground. */
  readonly step: number;
  /** Share of the edge that has ground next to it, 0..1. */
  readonly share: number;
}

/** @param isGround whether a cell next to the region is ground; only there the step is measured */
export function outlineIn(
  planes: Planes,
  { cells }: Pick<CellRegion, 'cells'>,
  isGround: (cell: number) => boolean,
): Outline {
  const size = { columns: planes.width >> 1, rows: planes.height >> 1 };
  const inside = new Set(cells);
  let sum = 0;
  let count = 0;
  let all = 0;
  for (const cell of cells)
    for (const next of farSides(cell, size)) {
      if (inside.has(next)) continue;
      all++;
      if (!isGround(next)) continue;
      sum += stepBetween(planes, cell, next);
      count++;
    }
  return { step: sum / Math.max(1, count), share: count / Math.max(1, all) };
}

function farSides(cell: number, { columns, rows }: { columns: number; rows: number }): number[] {
  const x = cell % columns;
  const y = Math.floor(cell / columns);
  const found: number[] = [];
  for (const [dx, dy] of sides) {
    const column = x + dx * across;
    const row = y + dy * across;
    const isInside = column >= 0 && column < columns && row >= 0 && row < rows;
    if (isInside) found.push(row * columns + column);
  }
  return found;
}

const sides = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

/** Step of log luma and colour between two cells. */
export function stepBetween(planes: Planes, one: number, other: number): number {
  const colour =
    Math.abs(planes.red[one]! - planes.red[other]!) +
    Math.abs(planes.blue[one]! - planes.blue[other]!);
  return Math.abs(lumaOf(planes, one) - lumaOf(planes, other)) + 2 * colour;
}
