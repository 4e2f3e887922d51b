// A fence on the grid of an observation: its number of cells, the cells of a shape inside it, and the cells that several shapes
// cover together. A cell belongs to the fence when its centre is in the polygon and in no hole.
import { isInside, type Fence, type Point, type Polygon } from '../../contracts/index.ts';
import { createCover } from './cover.ts';
import type { Bounds, Grid, Shape } from './shape.ts';

export interface FenceArea {
  /** The number of cells; 0 for a fence smaller than a cell. */
  readonly size: number;
  /** The bounding rows and columns of its cells. */
  readonly bounds: Bounds;
  /** The number of cells of the shape inside the fence. */
  shared(shape: Shape): number;
  /** The covered cells of the fence after each added shape. */
  covers(shapes: readonly Shape[]): number[];
}

export type FenceShape = Pick<Fence, 'polygon' | 'holes'>;

/** Whether a point is in the polygon and in no hole; exact, not on the grid. */
export function isInFence({ polygon, holes }: FenceShape, [x, y]: Point): boolean {
  return isInside(polygon, x, y) && !holes.some((hole) => isInside(hole, x, y));
}

export function createFenceArea(fence: FenceShape, grid: Grid): FenceArea {
  const cells = cellsOf(fence, grid);
  const sums = rowSums(cells, grid);
  const width = grid.columns + 1;
  const bounds = boundsOf(cells, grid);
  const cover = createCover(cells, grid);
  const sharedRectangle = ({ firstRow, endRow, firstColumn, endColumn }: Shape) => {
    let count = 0;
    for (let line = firstRow * width; line < endRow * width; line += width)
      count += (sums[line + endColumn] ?? 0) - (sums[line + firstColumn] ?? 0);
    return count;
  };
  const sharedStretches = (stretches: readonly number[]) => {
    let count = 0;
    for (let index = 0; index < stretches.length; index += 3) {
      const line = (stretches[index] ?? 0) * width;
      count += sums[line + (stretches[index + 2] ?? 0)] ?? 0;
      count -= sums[line + (stretches[index + 1] ?? 0)] ?? 0;
    }
    return count;
  };
  const shared = (shape: Shape) => {
    if (!boundsMeet(shape, bounds)) return 0;
    return shape.stretches ? sharedStretches(shape.stretches) : sharedRectangle(shape);
  };
  return {
    size: bounds.size,
    bounds,
    shared,
    covers: (shapes) => (shapes.length === 1 ? shapes.map(shared) : cover(shapes)),
  };
}

/** 1 for each cell of the fence, row by row. */
function cellsOf({ polygon, holes }: FenceShape, grid: Grid): Uint8Array {
  const cells = new Uint8Array(grid.columns * grid.rows);
  fill(cells, polygon, grid, 1);
  for (const hole of holes) fill(cells, hole, grid, 0);
  return cells;
}

/** Even-odd rule: a centre is inside when an odd number of edges crosses its row to the right of it. */
function fill(cells: Uint8Array, polygon: Polygon, { columns, rows }: Grid, value: 0 | 1): void {
  for (let row = 0; row < rows; row++) {
    const crossings = crossingsAt(polygon, (row + 0.5) / rows);
    if (crossings.length === 0) continue;
    for (let column = 0; column < columns; column++) {
      const x = (column + 0.5) / columns;
      let inside = false;
      for (const crossing of crossings) if (x < crossing) inside = !inside;
      if (inside) cells[row * columns + column] = value;
    }
  }
}

function crossingsAt(polygon: Polygon, y: number): number[] {
  const crossings: number[] = [];
  let [ax, ay] = polygon.at(-1) ?? [0, 0];
  for (const [bx, by] of polygon) {
    if (ay > y !== by > y) crossings.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
    ax = bx;
    ay = by;
  }
  return crossings;
}

/** For each row, how many cells of the fence come before each column. */
function rowSums(cells: Uint8Array, { columns, rows }: Grid): Int32Array {
  const sums = new Int32Array(rows * (columns + 1));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const before = sums[row * (columns + 1) + column] ?? 0;
      sums[row * (columns + 1) + column + 1] = before + (cells[row * columns + column] ?? 0);
    }
  return sums;
}

function boundsOf(cells: Uint8Array, { columns, rows }: Grid): Bounds & Pick<FenceArea, 'size'> {
  const bounds = { size: 0, firstRow: rows, endRow: 0, firstColumn: columns, endColumn: 0 };
  cells.forEach((value, cell) => {
    if (value === 0) return;
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    bounds.size += 1;
    bounds.firstRow = Math.min(bounds.firstRow, row);
    bounds.endRow = row + 1;
    bounds.firstColumn = Math.min(bounds.firstColumn, column);
    bounds.endColumn = Math.max(bounds.endColumn, column + 1);
  });
  return bounds;
}

export function boundsMeet(a: Bounds, b: Bounds): boolean {
  return (
    a.firstRow < b.endRow &&
    b.firstRow < a.endRow &&
    a.firstColumn < b.endColumn &&
    b.firstColumn < a.endColumn
  );
}
