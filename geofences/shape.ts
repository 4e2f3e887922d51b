// What a thing covers of an observation's grid: a rectangle of cells for a box, stretches of rows for a static region. A
// cell belongs to a shape when its centre does. Plain numbers, since a back-test counts millions of them.
import type { Box, Observation } from '../contracts/index.ts';

export type Grid = Observation['grid'];
export type Span = readonly [row: number, firstColumn: number, lastColumn: number];

export interface Shape {
  /** How many cells. */
  readonly size: number;
  /** The rows and columns that hold all of it; ends are exclusive. */
  readonly firstRow: number;
  readonly endRow: number;
  readonly firstColumn: number;
  readonly endColumn: number;
  /** Row, first column and end column of each stretch, in order and apart; null when all the rectangle is meant. */
  readonly stretches: Int32Array | null;
}

export function shapeOfBox(box: Box, grid: Grid): Shape {
  const firstRow = firstCentre(box.y, grid.rows);
  const endRow = Math.max(firstRow, endCentre(box.y + box.height, grid.rows));
  const firstColumn = firstCentre(box.x, grid.columns);
  const endColumn = Math.max(firstColumn, endCentre(box.x + box.width, grid.columns));
  const size = (endRow - firstRow) * (endColumn - firstColumn);
  return { size, firstRow, endRow, firstColumn, endColumn, stretches: null };
}

/** Spans that overlap count once, and what lies beyond the grid not at all. */
export function shapeOfSpans(spans: readonly Span[], grid: Grid): Shape {
  const tidy = areInOrder(spans) ? spans : joined(spans);
  const stretches = new Int32Array(3 * tidy.length);
  let used = 0;
  let size = 0;
  let [firstColumn, endColumn] = [grid.columns, 0];
  for (const [row, first, last] of tidy) {
    const [begin, end] = [Math.max(0, first), Math.min(grid.columns, last + 1)];
    if (row < 0 || row >= grid.rows || begin >= end) continue;
    stretches[used++] = row;
    stretches[used++] = begin;
    stretches[used++] = end;
    size += end - begin;
    if (begin < firstColumn) firstColumn = begin;
    if (end > endColumn) endColumn = end;
  }
  const [firstRow, endRow] = used === 0 ? [0, 0] : [at(stretches, 0), at(stretches, used - 3) + 1];
  if (used === 0) firstColumn = 0;
  const own = used === stretches.length ? stretches : stretches.slice(0, used);
  return { size, firstRow, endRow, firstColumn, endColumn, stretches: own };
}

/** Calls `visit` with each stretch of the shape. */
export function eachStretch(
  shape: Shape,
  visit: (row: number, first: number, end: number) => void,
): void {
  const { stretches } = shape;
  if (stretches === null)
    for (let row = shape.firstRow; row < shape.endRow; row++)
      visit(row, shape.firstColumn, shape.endColumn);
  else
    for (let index = 0; index < stretches.length; index += 3)
      visit(at(stretches, index), at(stretches, index + 1), at(stretches, index + 2));
}

function firstCentre(from: number, count: number): number {
  return Math.max(0, Math.ceil(from * count - 0.5));
}

function endCentre(to: number, count: number): number {
  return Math.min(count, Math.ceil(to * count - 0.5));
}

function areInOrder(spans: readonly Span[]): boolean {
  let [lastRow, lastColumn] = [-1, -1];
  for (const [row, first, last] of spans) {
    if (row < lastRow || (row === lastRow && first <= lastColumn)) return false;
    [lastRow, lastColumn] = [row, last];
  }
  return true;
}

function joined(spans: readonly Span[]): Span[] {
  const result: [number, number, number][] = [];
  for (const [row, first, last] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const before = result.at(-1);
    if (before && before[0] === row && first <= before[2] + 1)
      before[2] = Math.max(before[2], last);
    else result.push([row, first, last]);
  }
  return result;
}

function at(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0;
}
