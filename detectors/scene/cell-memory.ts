// What scene change remembers: a long-term background, and for every cell (2×2 pixels) what has taken its place and
// since when. One settled appearance and one fresh one are kept, so that a passer-by in front does not restart the dwell.
import type { Planes } from './planes.ts';
import { createPlanes } from './planes.ts';

/** Times are epoch ms; 0 means never. All arrays have one entry a cell. */
export interface Appearance {
  readonly planes: Planes;
  /** First frame that showed it. */
  readonly since: Float64Array;
  /** Latest frame that showed it. */
  readonly seenAt: Float64Array;
  /** For how long it was in sight since then, ms. */
  readonly seenMs: Float64Array;
}

export interface CellMemory {
  readonly columns: number;
  readonly rows: number;
  readonly background: Planes;
  /** Mean deviation of luma a pixel when nothing happens. */
  readonly noise: Float32Array;
  /** What stands there now instead of the background. */
  readonly settled: Appearance;
  /** What was seen there last, when it is neither the background nor settled. */
  readonly fresh: Appearance;
  /** For how long a person was seen where the settled thing shows, ms: then the settled thing is the person. */
  readonly personMs: Float64Array;
  /** Since when the background shows again, 0 while it does not. */
  readonly clearSince: Float64Array;
}

export function createCellMemory(background: Planes): CellMemory {
  const { width, height } = background;
  const [columns, rows] = [width >> 1, height >> 1];
  return {
    columns,
    rows,
    background,
    noise: new Float32Array(width * height).fill(0.02),
    settled: createAppearance(width, height),
    fresh: createAppearance(width, height),
    personMs: new Float64Array(columns * rows),
    clearSince: new Float64Array(columns * rows),
  };
}

function createAppearance(width: number, height: number): Appearance {
  const cells = (width >> 1) * (height >> 1);
  return {
    planes: createPlanes(width, height),
    since: new Float64Array(cells),
    seenAt: new Float64Array(cells),
    seenMs: new Float64Array(cells),
  };
}

/** Copies one cell's four pixels, or moves them `share` of the way (0..1) when given. */
export function copyCell(from: Planes, to: Planes, cell: number, share = 1): void {
  const columns = from.width >> 1;
  const first = Math.floor(cell / columns) * 2 * from.width + (cell % columns) * 2;
  for (const pixel of [first, first + 1, first + from.width, first + from.width + 1]) {
    to.luma[pixel]! += share * (from.luma[pixel]! - to.luma[pixel]!);
    to.red[pixel]! += share * (from.red[pixel]! - to.red[pixel]!);
    to.blue[pixel]! += share * (from.blue[pixel]! - to.blue[pixel]!);
  }
}

export function forgetCell(appearance: Appearance, cell: number): void {
  appearance.since[cell] = 0;
  appearance.seenAt[cell] = 0;
  appearance.seenMs[cell] = 0;
}

/** Makes the fresh appearance of a cell its settled one. */
export function settleCell(memory: CellMemory, cell: number): void {
  copyCell(memory.fresh.planes, memory.settled.planes, cell);
  memory.settled.since[cell] = memory.fresh.since[cell]!;
  memory.settled.seenAt[cell] = memory.fresh.seenAt[cell]!;
  memory.settled.seenMs[cell] = memory.fresh.seenMs[cell]!;
  memory.personMs[cell] = 0;
  forgetCell(memory.fresh, cell);
}

/** Takes what is seen now as the background of a cell. */
export function rebaseCell(memory: CellMemory, now: Planes, cell: number): void {
  copyCell(now, memory.background, cell);
  forgetCell(memory.settled, cell);
  forgetCell(memory.fresh, cell);
  memory.clearSince[cell] = 0;
}
