// The memory of scene change: a long-term background, and for every cell (2×2 pixels) what is there now instead, and
// since when. One settled appearance and one fresh one are kept, so that a passer-by in front does not restart the dwell.
// Everything is stored in the light of the background; pictures in other light are converted (light.ts).
import { createGrain, type Grain } from './grain.ts';
import { withoutLight, type Light } from './light.ts';
import { copyPlanes, type Planes } from './planes.ts';
import { pictureNumbers, settledNumbers } from './numbers.ts';

const { leastColour } = pictureNumbers;
const { personShare } = settledNumbers;

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
  /** The same of colour, a cell. */
  readonly colourNoise: Float32Array;
  /** Grain of the picture by its luma: what is new is as grainy as what is known. */
  readonly grain: Grain;
  /**
   * Doubt: how much a cell has differed from the background recently, 0..1. A small difference that lasts may be an object too.
   */
  readonly doubt: Float32Array;
  /** The settled object in front of the background. */
  readonly settled: Appearance;
  /** The fresh appearance: seen there last, neither background nor settled. */
  readonly fresh: Appearance;
  /** For how long a person was seen at the settled object, ms: then the object is the person. */
  readonly personMs: Float64Array;
  /** When a person was seen there last; 0 when it is not known. Not kept over a restart. */
  readonly personSeenAt: Float64Array;
  /** Since when the background shows again, 0 while it does not. */
  readonly clearSince: Float64Array;
  /** When it was last a part of a region that is only light; 0 for never. Not kept over a restart. */
  readonly litAt: Float64Array;
}

export function createCellMemory(background: Planes): CellMemory {
  const { width, height } = background;
  const columns = width >> 1;
  const rows = height >> 1;
  return {
    columns,
    rows,
    background,
    noise: new Float32Array(width * height).fill(0.02),
    colourNoise: new Float32Array(columns * rows).fill(0.02),
    grain: createGrain(),
    doubt: new Float32Array(columns * rows),
    settled: createAppearance(background),
    fresh: createAppearance(background),
    personMs: new Float64Array(columns * rows),
    personSeenAt: new Float64Array(columns * rows),
    clearSince: new Float64Array(columns * rows),
    litAt: new Float64Array(columns * rows),
  };
}

/** Cells that look like the background but lie beside cells of a known object. */
function createAppearance(background: Planes): Appearance {
  const cells = background.red.length;
  return {
    planes: copyPlanes(background),
    since: new Float64Array(cells),
    seenAt: new Float64Array(cells),
    seenMs: new Float64Array(cells),
  };
}

/** Copies one cell. */
export function copyCell(from: Planes, to: Planes, cell: number): void {
  const { width } = from;
  const first = firstPixel(width, cell);
  to.luma[first] = from.luma[first]!;
  to.luma[first + 1] = from.luma[first + 1]!;
  to.luma[first + width] = from.luma[first + width]!;
  to.luma[first + width + 1] = from.luma[first + width + 1]!;
  to.red[cell] = from.red[cell]!;
  to.blue[cell] = from.blue[cell]!;
}

/** What is seen now of one cell, in the light of the background; moves `share` of the way there (0..1) when given. */
export function takeCell(
  { now, light }: { now: Planes; light: Light },
  to: Planes,
  cell: number,
  share = 1,
): void {
  const { width } = now;
  const first = firstPixel(width, cell);
  for (let at = 0; at < 4; at++) {
    const pixel = first + (at & 1) + (at >> 1) * width;
    const luma = withoutLight(light, pixel, now.luma[pixel]!);
    to.luma[pixel]! += share * (luma - to.luma[pixel]!);
  }
  to.red[cell]! += share * (now.red[cell]! - light.red[cell]! - to.red[cell]!);
  to.blue[cell]! += share * (now.blue[cell]! - light.blue[cell]! - to.blue[cell]!);
}

/** The pixel at the top left of a cell. */
export function firstPixel(width: number, cell: number): number {
  const columns = width >> 1;
  return Math.floor(cell / columns) * 2 * width + (cell % columns) * 2;
}

/** By the mean strength of the background's colours. */
export function hasColour({ background: { red, blue } }: Pick<CellMemory, 'background'>): boolean {
  let sum = 0;
  for (let cell = 0; cell < red.length; cell++) sum += Math.abs(red[cell]!) + Math.abs(blue[cell]!);
  return sum >= leastColour * Math.max(1, red.length);
}

/** Mean luma of a cell. */
export function lumaOf({ luma, width }: Planes, cell: number): number {
  const first = firstPixel(width, cell);
  return (luma[first]! + luma[first + 1]! + luma[first + width]! + luma[first + width + 1]!) / 4;
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

/** Whether what settled in a cell is a person who stands there. */
export function isPersons({ personMs, settled }: CellMemory, cell: number): boolean {
  return personMs[cell]! > 0 && personMs[cell]! >= personShare * settled.seenMs[cell]!;
}

/** Takes a settled or fresh appearance for the background of a cell. */
export function rebaseCell(memory: CellMemory, { planes }: Appearance, cell: number): void {
  copyCell(planes, memory.background, cell);
  forgetCell(memory.settled, cell);
  forgetCell(memory.fresh, cell);
  memory.clearSince[cell] = 0;
  memory.doubt[cell] = 0;
}
