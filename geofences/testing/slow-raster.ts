// A simple reference implementation of the engine's geometry, with sets of cells and no cache.
import { isInside, type Box, type Observation } from '../../contracts/index.ts';
import type { FenceArea, FenceShape } from '../area/fence-area.ts';
import type { Raster } from '../area/raster.ts';
import { eachStretch, shapeOfSpans, type Grid, type Shape, type Span } from '../area/shape.ts';

type Cells = ReadonlySet<number>;

/** @param cellsOf may be replaced by one that caches the cells of fences */
export function createSlowRaster(cellsOf = slowCellsOfFence): Raster {
  return {
    areaOf: (fence) => (grid) => slowAreaOf(cellsOf(fence, grid), grid),
    shapesOf: (regions, grid) =>
      regions.map(({ spans }) => shapeOfCells(slowCellsOfSpans(spans, grid), grid)),
  };
}

/** Caches the cells of each fence; for worlds with one grid. */
export function cachedPerFence(): typeof slowCellsOfFence {
  const known = new Map<FenceShape, Cells>();
  return (fence, grid) => {
    const cells = known.get(fence) ?? slowCellsOfFence(fence, grid);
    known.set(fence, cells);
    return cells;
  };
}

export function slowCellsOfFence({ polygon, holes }: FenceShape, grid: Grid): Cells {
  return cellsWhere(
    grid,
    (x, y) => isInside(polygon, x, y) && !holes.some((hole) => isInside(hole, x, y)),
  );
}

export function slowCellsOfBox(box: Box, grid: Grid): Cells {
  const isWithin = (value: number, from: number, length: number) =>
    value >= from && value < from + length;
  return cellsWhere(
    grid,
    (x, y) => isWithin(x, box.x, box.width) && isWithin(y, box.y, box.height),
  );
}

export function slowCellsOfSpans(spans: readonly Span[], grid: Grid): Cells {
  return cellsWhere(grid, (_x, _y, row, column) =>
    spans.some(([one, first, last]) => one === row && first <= column && column <= last),
  );
}

function slowAreaOf(fenceCells: Cells, grid: Observation['grid']): FenceArea {
  const within = (shape: Shape) =>
    [...cellsOfShape(shape, grid)].filter((cell) => fenceCells.has(cell));
  return {
    size: fenceCells.size,
    // The whole grid, so that no caller can skip a shape.
    bounds: { firstRow: 0, endRow: grid.rows, firstColumn: 0, endColumn: grid.columns },
    shared: (shape) => within(shape).length,
    covers: (shapes) => {
      const covered = new Set<number>();
      return shapes.map((shape) => {
        for (const cell of within(shape)) covered.add(cell);
        return covered.size;
      });
    },
  };
}

function cellsOfShape(shape: Shape, { columns }: Grid): Cells {
  const cells = new Set<number>();
  eachStretch(shape, (row, first, end) => {
    for (let column = first; column < end; column++) cells.add(row * columns + column);
  });
  return cells;
}

function shapeOfCells(cells: Cells, { columns, rows }: Grid): Shape {
  const spans = [...cells].map((cell): Span => [
    Math.floor(cell / columns),
    cell % columns,
    cell % columns,
  ]);
  return shapeOfSpans(spans, { columns, rows });
}

function cellsWhere(
  { columns, rows }: Grid,
  isOne: (x: number, y: number, row: number, column: number) => boolean,
): Cells {
  const cells = new Set<number>();
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (isOne((column + 0.5) / columns, (row + 0.5) / rows, row, column))
        cells.add(row * columns + column);
  return cells;
}
