// The cells of an observation's grid that an object covers: a rectangle for a box, runs in rows for a static region. A cell
// belongs to a shape when its centre does. Plain numbers, since a back-test counts millions of them.
import type { Box, Observation } from '../../contracts/index.ts';

export type Grid = Observation['grid'];
export type Span = readonly [row: number, firstColumn: number, lastColumn: number];

/** The bounding rows and columns; ends are exclusive. */
export interface Bounds {
  readonly firstRow: number;
  readonly endRow: number;
  readonly firstColumn: number;
  readonly endColumn: number;
}

/** Larger than any grid, and a small integer. */
const farAway = 2 ** 30 - 1;

export interface Shape extends Bounds {
  /** The number of cells. */
  readonly size: number;
  /** Row, first column and end column of each run, in order and disjoint; null for the whole rectangle. */
  readonly stretches: readonly number[] | null;
}

/** Covers no cell. */
export const nowhere: Shape = {
  size: 0,
  firstRow: 0,
  endRow: 0,
  firstColumn: 0,
  endColumn: 0,
  stretches: [],
};

export function shapeOfBox(box: Box, grid: Grid): Shape {
  const firstRow = firstCentre(box.y, grid.rows);
  const endRow = Math.max(firstRow, endCentre(box.y + box.height, grid.rows));
  const firstColumn = firstCentre(box.x, grid.columns);
  const endColumn = Math.max(firstColumn, endCentre(box.x + box.width, grid.columns));
  const size = (endRow - firstRow) * (endColumn - firstColumn);
  return { size, firstRow, endRow, firstColumn, endColumn, stretches: null };
}

/** Spans as given, also beyond the grid. Spans are read by index, here and below: destructuring is far slower. */
export function boundsOfSpans(spans: readonly Span[]): Bounds {
  let firstRow = farAway;
  let lastRow = -1;
  let firstColumn = farAway;
  let lastColumn = -1;
  for (const span of spans) {
    if (span[0] < firstRow) firstRow = span[0];
    if (span[0] > lastRow) lastRow = span[0];
    if (span[1] < firstColumn) firstColumn = span[1];
    if (span[2] > lastColumn) lastColumn = span[2];
  }
  return { firstRow, endRow: lastRow + 1, firstColumn, endColumn: lastColumn + 1 };
}

/** Overlapping spans count once; cells beyond the grid do not count. */
export function shapeOfSpans(spans: readonly Span[], grid: Grid): Shape {
  const tidy = areInOrder(spans) ? spans : joined(spans);
  const stretches: number[] = [];
  let size = 0;
  let firstColumn = grid.columns;
  let endColumn = 0;
  for (const span of tidy) {
    const row = span[0];
    const begin = Math.max(0, span[1]);
    const end = Math.min(grid.columns, span[2] + 1);
    if (row < 0 || row >= grid.rows || begin >= end) continue;
    stretches.push(row, begin, end);
    size += end - begin;
    if (begin < firstColumn) firstColumn = begin;
    if (end > endColumn) endColumn = end;
  }
  if (size === 0) return nowhere;
  const firstRow = at(stretches, 0);
  const endRow = at(stretches, stretches.length - 3) + 1;
  return { size, firstRow, endRow, firstColumn, endColumn, stretches };
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
  let lastRow = -1;
  let lastColumn = -1;
  for (const span of spans) {
    if (span[0] < lastRow || (span[0] === lastRow && span[1] <= lastColumn)) return false;
    lastRow = span[0];
    lastColumn = span[2];
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

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
