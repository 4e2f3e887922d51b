// Static regions: connected settled cells. Small gaps are closed, small regions are dropped, and each region is measured for the verdict
// whether it is an object, a ghost, or only light.
import { firstPixel, lumaOf, type CellMemory } from './cell-memory.ts';
import type { Planes } from './planes.ts';
import { regionNumbers, settledNumbers } from './numbers.ts';
import { grainOf, roughnessOf } from './roughness.ts';

const { leastMarked, sureShare, weakReach } = regionNumbers;
const { leastDoubt } = settledNumbers;

export interface CellRegion {
  /** Cell indexes, ascending. */
  readonly cells: number[];
  readonly left: number;
  readonly top: number;
  /** Inclusive. */
  readonly right: number;
  readonly bottom: number;
}

export interface MarkedCells {
  /** 1 for a cell with a settled object. */
  readonly marked: Uint8Array;
  /** 1 for a cell that may belong to one. */
  readonly weak: Uint8Array;
}

/** Finds 8-connected groups of cells, after weak cells near marked ones are included and gaps of one cell are closed. */
export function findRegions(
  { marked, weak }: MarkedCells,
  columns: number,
  minCells: number,
): CellRegion[] {
  const rows = marked.length / columns;
  const taken = takeWeak(marked, weak, columns);
  const closed = close(taken, columns, rows);
  const visited = new Uint8Array(marked.length);
  const regions: CellRegion[] = [];
  for (let cell = 0; cell < closed.length; cell++) {
    if (closed[cell] === 0 || visited[cell] === 1) continue;
    const cells = flood(closed, visited, cell, columns);
    const sure = cells.filter((index) => marked[index] === 1).length;
    const own = cells.filter((index) => taken[index] === 1).length;
    if (sure >= minCells || (own >= minCells && sure >= Math.max(leastMarked, sureShare * own)))
      regions.push(boundsOf(cells, columns));
  }
  return regions;
}

function takeWeak(marked: Uint8Array, weak: Uint8Array, columns: number): Uint8Array {
  const rows = marked.length / columns;
  const taken = marked.slice();
  let edge = [...marked.keys()].filter((cell) => marked[cell] === 1);
  for (let reach = 0; reach < weakReach && edge.length > 0; reach++) {
    const next: number[] = [];
    for (const cell of edge)
      for (const near of neighbours(cell, columns, rows)) {
        if (weak[near] === 0 || taken[near] === 1) continue;
        taken[near] = 1;
        next.push(near);
      }
    edge = next;
  }
  return taken;
}

function close(marked: Uint8Array, columns: number, rows: number): Uint8Array {
  const counts = neighbourCount(marked, columns, rows);
  const grown = new Uint8Array(marked.length);
  for (let cell = 0; cell < grown.length; cell++)
    if (marked[cell] === 1 || counts[cell]! >= 3) grown[cell] = 1;
  const around = neighbourCount(grown, columns, rows);
  const closed = new Uint8Array(marked.length);
  for (let cell = 0; cell < closed.length; cell++)
    if (grown[cell] === 1 && (marked[cell] === 1 || around[cell]! >= 6)) closed[cell] = 1;
  return closed;
}

function neighbourCount(marked: Uint8Array, columns: number, rows: number): Uint8Array {
  const counts = new Uint8Array(marked.length);
  for (let cell = 0; cell < marked.length; cell++) {
    if (marked[cell] === 0) continue;
    for (const next of neighbours(cell, columns, rows)) counts[next]!++;
  }
  return counts;
}

function neighbours(cell: number, columns: number, rows: number): number[] {
  const x = cell % columns;
  const y = Math.floor(cell / columns);
  const found: number[] = [];
  for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++)
    for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column++)
      if (row !== y || column !== x) found.push(row * columns + column);
  return found;
}

function flood(closed: Uint8Array, visited: Uint8Array, start: number, columns: number): number[] {
  const rows = closed.length / columns;
  const cells = [start];
  visited[start] = 1;
  for (const cell of cells) {
    for (const next of neighbours(cell, columns, rows)) {
      if (closed[next] === 0 || visited[next] === 1) continue;
      visited[next] = 1;
      cells.push(next);
    }
  }
  return cells.sort((a, b) => a - b);
}

function boundsOf(cells: number[], columns: number): CellRegion {
  let left = Infinity;
  let top = Infinity;
  let right = 0;
  let bottom = 0;
  for (const cell of cells) {
    const x = cell % columns;
    const y = Math.floor(cell / columns);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { cells, left, top, right, bottom };
}

export interface RegionMeasures {
  /** Mean step across the region's outline in the present picture and in the background. */
  outlineNow: number;
  outlineBefore: number;
  /** Mean and spread of the change of log luma over the region. */
  lumaChange: number;
  lumaSpread: number;
  chromaChange: number;
  /** Correlation of the fine structure now and before, -1..1; 0 without structure. */
  similarity: number;
  /** Mean step of log luma between its neighbouring cells, in the present picture and in the background. */
  roughNow: number;
  roughBefore: number;
  /** The part of `roughNow` that grain alone would make. */
  grainNow: number;
  /** Share of the picture. */
  area: number;
}

/** Whether a cell is weak. Weak cells are left out of the outline, because in a shaking picture they are on edges of the background. */
function isUnsure({ settled, doubt }: CellMemory, cell: number): boolean {
  return settled.since[cell] === 0 && doubt[cell]! >= leastDoubt;
}

/** Measures a region's outline, its change of luma and colour, and its texture, against the background. */
export function measureRegion(region: CellRegion, memory: CellMemory): RegionMeasures {
  const { background, settled, columns } = memory;
  const inside = new Set(region.cells.filter((cell) => !isUnsure(memory, cell)));
  const outline = { now: 0, before: 0, count: 0 };
  const change = { luma: 0, square: 0, chroma: 0, count: 0 };
  const structure = { both: 0, now: 0, before: 0 };
  for (const cell of region.cells) {
    if (settled.since[cell] === 0) continue;
    const nowLuma = lumaOf(settled.planes, cell);
    const beforeLuma = lumaOf(background, cell);
    const difference = nowLuma - beforeLuma;
    change.luma += difference;
    change.square += difference * difference;
    change.chroma += colourStep(settled.planes, cell, background, cell);
    change.count++;
    addStructure(structure, settled.planes, background, cell);
    for (const next of sideNeighbours(cell, columns, memory.rows)) {
      if (inside.has(next)) continue;
      outline.now += step(settled.planes, cell, background, next);
      outline.before += step(background, cell, background, next);
      outline.count++;
    }
  }
  const count = Math.max(1, change.count);
  const mean = change.luma / count;
  return {
    outlineNow: outline.now / Math.max(1, outline.count),
    outlineBefore: outline.before / Math.max(1, outline.count),
    lumaChange: mean,
    lumaSpread: Math.sqrt(Math.max(0, change.square / count - mean * mean)),
    chromaChange: change.chroma / count,
    similarity: similarityOf(structure, count),
    roughNow: roughnessOf(region.cells, settled.planes, settled.since),
    roughBefore: roughnessOf(region.cells, background, settled.since),
    grainNow: grainOf(region.cells, memory),
    area: region.cells.length / (columns * memory.rows),
  };
}

interface Structure {
  both: number;
  now: number;
  before: number;
}

function addStructure(structure: Structure, now: Planes, before: Planes, cell: number): void {
  const meanNow = lumaOf(now, cell);
  const meanBefore = lumaOf(before, cell);
  const first = firstPixel(now.width, cell);
  for (const pixel of [first, first + 1, first + now.width, first + now.width + 1]) {
    const a = now.luma[pixel]! - meanNow;
    const b = before.luma[pixel]! - meanBefore;
    structure.both += a * b;
    structure.now += a * a;
    structure.before += b * b;
  }
}

function similarityOf({ both, now, before }: Structure, cells: number): number {
  const texture = Math.min(now, before) / (4 * Math.max(1, cells));
  return texture < 0.0004 ? 0 : both / Math.sqrt(now * before);
}

function sideNeighbours(cell: number, columns: number, rows: number): number[] {
  const x = cell % columns;
  const y = Math.floor(cell / columns);
  const found: number[] = [];
  if (x > 1) found.push(cell - 2);
  if (x < columns - 2) found.push(cell + 2);
  if (y > 1) found.push(cell - 2 * columns);
  if (y < rows - 2) found.push(cell + 2 * columns);
  return found;
}

function step(a: Planes, cell: number, b: Planes, next: number): number {
  const luma = Math.abs(lumaOf(a, cell) - lumaOf(b, next));
  return luma + 2 * colourStep(a, cell, b, next);
}

function colourStep(a: Planes, cell: number, b: Planes, next: number): number {
  return Math.abs(a.red[cell]! - b.red[next]!) + Math.abs(a.blue[cell]! - b.blue[next]!);
}
