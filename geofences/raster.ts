// Shapes as sets of cells of an observation's grid, so that covers and overlaps of polygons, boxes and regions are
// counted the same way. A cell belongs to a polygon when its centre does.
import type { Box, Observation, Polygon } from '../contracts/index.ts';

export type Grid = Observation['grid'];
/** Cell indexes, row by row. */
export type CellSet = ReadonlySet<number>;
type Span = readonly [row: number, firstColumn: number, lastColumn: number];

export function cellsOfPolygon(polygon: Polygon, grid: Grid): CellSet {
  const cells = new Set<number>();
  for (let row = 0; row < grid.rows; row++)
    for (let column = 0; column < grid.columns; column++)
      if (isInside(polygon, (column + 0.5) / grid.columns, (row + 0.5) / grid.rows))
        cells.add(row * grid.columns + column);
  return cells;
}

export function cellsOfSpans(spans: readonly Span[], grid: Grid): CellSet {
  const cells = new Set<number>();
  for (const [row, first, last] of spans)
    for (let column = first; column <= last; column++) cells.add(row * grid.columns + column);
  return cells;
}

export function cellsOfBox(box: Box, grid: Grid): CellSet {
  const cells = new Set<number>();
  const [firstRow, endRow] = centresWithin(box.y, box.height, grid.rows);
  const [firstColumn, endColumn] = centresWithin(box.x, box.width, grid.columns);
  for (let row = firstRow; row < endRow; row++)
    for (let column = firstColumn; column < endColumn; column++)
      cells.add(row * grid.columns + column);
  return cells;
}

/** The cells of a line of `count` whose centres lie in the stretch: the first, and the one after the last. */
function centresWithin(from: number, length: number, count: number): [number, number] {
  const first = Math.ceil(from * count - 0.5);
  const end = Math.ceil((from + length) * count - 0.5);
  return [Math.max(0, first), Math.min(count, end)];
}

export function shared(a: CellSet, b: CellSet): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let count = 0;
  for (const cell of small) if (large.has(cell)) count++;
  return count;
}

/** Share of `inner` that lies in `outer`; 0 for an empty set. */
export function shareInside(inner: CellSet, outer: CellSet): number {
  return inner.size === 0 ? 0 : shared(inner, outer) / inner.size;
}

/** Even-odd rule. */
export function isInside(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  polygon.forEach(([ax, ay], index) => {
    const [bx, by] = polygon[(index + 1) % polygon.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}
